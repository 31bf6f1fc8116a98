// SPDX-License-Identifier: MIT
/*
 * Interrupt handlers that go with a device's driver: <linux/interrupt.h>.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/interrupt.h>

struct managed_irq {
	unsigned int irq;
	void *dev_id;
};

static void release_irq(struct device *dev, void *res)
{
	struct managed_irq *m = res;

	free_irq(m->irq, m->dev_id);
}

static int is_irq(struct device *dev, void *res, void *data)
{
	struct managed_irq *m = res, *wanted = data;

	return m->irq == wanted->irq && m->dev_id == wanted->dev_id;
}

/**
 * devm_request_threaded_irq() - as request_threaded_irq(), until the driver leaves the device
 * @devname: NULL: the device's name
 */
int devm_request_threaded_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
			      irq_handler_t thread_fn, unsigned long irqflags, const char *devname,
			      void *dev_id)
{
	struct managed_irq *m = devres_alloc(release_irq, sizeof(*m), GFP_KERNEL);
	int err;

	if (!m)
		return -ENOMEM;
	err = request_threaded_irq(irq, handler, thread_fn, irqflags, devname ?: dev_name(dev),
				   dev_id);
	if (err) {
		devres_free(m);
		return err;
	}
	m->irq = irq;
	m->dev_id = dev_id;
	devres_add(dev, m);
	return 0;
}
EXPORT_SYMBOL(devm_request_threaded_irq);

int devm_request_any_context_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
				 unsigned long irqflags, const char *devname, void *dev_id)
{
	return devm_request_irq(dev, irq, handler, irqflags, devname, dev_id) ?: IRQC_IS_HARDIRQ;
}
EXPORT_SYMBOL(devm_request_any_context_irq);

/**
 * devm_free_irq() - before the driver leaves the device
 */
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id)
{
	struct managed_irq m = {irq, dev_id};

	WARN_ON(devres_release(dev, release_irq, is_irq, &m));
}
EXPORT_SYMBOL(devm_free_irq);
