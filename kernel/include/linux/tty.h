// SPDX-License-Identifier: MIT
/*
 * Terminals. A tty_struct is one open terminal: from the first open(2) of its line to the last
 * close(2), shared by all its descriptors, with its settings, its line discipline and its place in
 * job control.
 *
 * Lifetime: kref. Each open file holds one, so do the session it controls and the port it is open
 * on. Lock order: tty_mutex, tty->legacy_mutex (tty_lock()), ldisc_sem, termios_rwsem, the
 * discipline's locks, the driver's.
 */
#ifndef _LINUX_TTY_H
#define _LINUX_TTY_H

#include <linux/fs.h>
#include <linux/major.h>
#include <linux/termios.h>
#include <linux/workqueue.h>
#include <linux/tty_buffer.h>
#include <linux/tty_driver.h>
#include <linux/tty_ldisc.h>
#include <linux/tty_port.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/wait.h>
#include <uapi/linux/tty.h>

struct pid;
struct task_struct;

#define __DISABLED_CHAR '\0' /* a control character with this value is switched off */

#define INTR_CHAR(tty)	  ((tty)->termios.c_cc[VINTR])
#define QUIT_CHAR(tty)	  ((tty)->termios.c_cc[VQUIT])
#define ERASE_CHAR(tty)	  ((tty)->termios.c_cc[VERASE])
#define KILL_CHAR(tty)	  ((tty)->termios.c_cc[VKILL])
#define EOF_CHAR(tty)	  ((tty)->termios.c_cc[VEOF])
#define TIME_CHAR(tty)	  ((tty)->termios.c_cc[VTIME])
#define MIN_CHAR(tty)	  ((tty)->termios.c_cc[VMIN])
#define START_CHAR(tty)	  ((tty)->termios.c_cc[VSTART])
#define STOP_CHAR(tty)	  ((tty)->termios.c_cc[VSTOP])
#define SUSP_CHAR(tty)	  ((tty)->termios.c_cc[VSUSP])
#define EOL_CHAR(tty)	  ((tty)->termios.c_cc[VEOL])
#define REPRINT_CHAR(tty) ((tty)->termios.c_cc[VREPRINT])
#define WERASE_CHAR(tty)  ((tty)->termios.c_cc[VWERASE])
#define LNEXT_CHAR(tty)	  ((tty)->termios.c_cc[VLNEXT])
#define EOL2_CHAR(tty)	  ((tty)->termios.c_cc[VEOL2])

#define _I_FLAG(tty, f) ((tty)->termios.c_iflag & (f))
#define _O_FLAG(tty, f) ((tty)->termios.c_oflag & (f))
#define _C_FLAG(tty, f) ((tty)->termios.c_cflag & (f))
#define _L_FLAG(tty, f) ((tty)->termios.c_lflag & (f))

#define I_IGNBRK(tty)  _I_FLAG((tty), IGNBRK)
#define I_BRKINT(tty)  _I_FLAG((tty), BRKINT)
#define I_IGNPAR(tty)  _I_FLAG((tty), IGNPAR)
#define I_PARMRK(tty)  _I_FLAG((tty), PARMRK)
#define I_INPCK(tty)   _I_FLAG((tty), INPCK)
#define I_ISTRIP(tty)  _I_FLAG((tty), ISTRIP)
#define I_INLCR(tty)   _I_FLAG((tty), INLCR)
#define I_IGNCR(tty)   _I_FLAG((tty), IGNCR)
#define I_ICRNL(tty)   _I_FLAG((tty), ICRNL)
#define I_IUCLC(tty)   _I_FLAG((tty), IUCLC)
#define I_IXON(tty)    _I_FLAG((tty), IXON)
#define I_IXANY(tty)   _I_FLAG((tty), IXANY)
#define I_IXOFF(tty)   _I_FLAG((tty), IXOFF)
#define I_IMAXBEL(tty) _I_FLAG((tty), IMAXBEL)
#define I_IUTF8(tty)   _I_FLAG((tty), IUTF8)

#define O_OPOST(tty)  _O_FLAG((tty), OPOST)
#define O_OLCUC(tty)  _O_FLAG((tty), OLCUC)
#define O_ONLCR(tty)  _O_FLAG((tty), ONLCR)
#define O_OCRNL(tty)  _O_FLAG((tty), OCRNL)
#define O_ONOCR(tty)  _O_FLAG((tty), ONOCR)
#define O_ONLRET(tty) _O_FLAG((tty), ONLRET)
#define O_TABDLY(tty) _O_FLAG((tty), TABDLY)

#define C_BAUD(tty)    _C_FLAG((tty), CBAUD)
#define C_CSIZE(tty)   _C_FLAG((tty), CSIZE)
#define C_CSTOPB(tty)  _C_FLAG((tty), CSTOPB)
#define C_CREAD(tty)   _C_FLAG((tty), CREAD)
#define C_PARENB(tty)  _C_FLAG((tty), PARENB)
#define C_PARODD(tty)  _C_FLAG((tty), PARODD)
#define C_HUPCL(tty)   _C_FLAG((tty), HUPCL)
#define C_CLOCAL(tty)  _C_FLAG((tty), CLOCAL)
#define C_CRTSCTS(tty) _C_FLAG((tty), CRTSCTS)

#define L_ISIG(tty)    _L_FLAG((tty), ISIG)
#define L_ICANON(tty)  _L_FLAG((tty), ICANON)
#define L_ECHO(tty)    _L_FLAG((tty), ECHO)
#define L_ECHOE(tty)   _L_FLAG((tty), ECHOE)
#define L_ECHOK(tty)   _L_FLAG((tty), ECHOK)
#define L_ECHONL(tty)  _L_FLAG((tty), ECHONL)
#define L_NOFLSH(tty)  _L_FLAG((tty), NOFLSH)
#define L_TOSTOP(tty)  _L_FLAG((tty), TOSTOP)
#define L_ECHOCTL(tty) _L_FLAG((tty), ECHOCTL)
#define L_ECHOPRT(tty) _L_FLAG((tty), ECHOPRT)
#define L_ECHOKE(tty)  _L_FLAG((tty), ECHOKE)
#define L_IEXTEN(tty)  _L_FLAG((tty), IEXTEN)
#define L_EXTPROC(tty) _L_FLAG((tty), EXTPROC)

struct tty_struct {
	struct kref kref;
	struct tty_driver *driver; /* referenced */
	const struct tty_operations *ops;
	int index; /* of the line in its driver */
	char name[64];

	struct rw_semaphore ldisc_sem; /* read: the discipline stays; write: it is being changed */
	struct tty_ldisc *ldisc;       /* guarded by ldisc_sem; NULL once hung up for good */

	struct mutex atomic_write_lock; /* one write(2) at a time, so that lines don't mix */
	struct mutex legacy_mutex;	/* tty_lock(): open, close, hangup */
	struct mutex throttle_mutex;
	struct rw_semaphore termios_rwsem; /* guards termios */
	struct mutex winsize_mutex;	   /* guards winsize */
	struct ktermios termios, termios_locked;
	struct winsize winsize;

	unsigned long flags; /* TTY_* bits, atomic */
	int count;	     /* open files; tty_lock() */

	struct {
		spinlock_t lock;  /* taken in hard interrupts */
		bool stopped;	  /* by ^S */
		bool tco_stopped; /* by tcflow(TCOOFF) */
	} flow;

	struct {
		spinlock_t lock;     /* guards the rest; taken in hard interrupts */
		struct pid *pgrp;    /* foreground group, referenced */
		struct pid *session; /* whose controlling terminal this is, referenced */
		unsigned char pktstatus;
		bool packet;
	} ctrl;

	unsigned int receive_room; /* characters that the discipline can take now */
	struct tty_struct *link;   /* a pty's other side */
	struct fasync_struct *fasync;
	wait_queue_head_t write_wait;
	wait_queue_head_t read_wait;
	struct work_struct hangup_work;
	struct work_struct free_work;
	void *disc_data;       /* the discipline's */
	void *driver_data;     /* the driver's */
	spinlock_t files_lock; /* guards tty_files */
	struct list_head tty_files;
	unsigned char *write_buf; /* under atomic_write_lock */
	int write_cnt;
	struct tty_port *port;
};

/* What file->private_data of an open terminal points at */
struct tty_file_private {
	struct tty_struct *tty;
	struct file *file;
	struct list_head list; /* in tty->tty_files */
};

/* tty->flags, bit numbers; they are Linux's */
#define TTY_THROTTLED	    0
#define TTY_IO_ERROR	    1
#define TTY_OTHER_CLOSED    2
#define TTY_EXCLUSIVE	    3
#define TTY_DO_WRITE_WAKEUP 5
#define TTY_LDISC_OPEN	    11
#define TTY_PTY_LOCK	    16
#define TTY_HUPPED	    18
#define TTY_HUPPING	    19

static inline bool tty_io_error(struct tty_struct *tty)
{
	return test_bit(TTY_IO_ERROR, &tty->flags);
}

static inline bool tty_throttled(struct tty_struct *tty)
{
	return test_bit(TTY_THROTTLED, &tty->flags);
}

static inline struct tty_struct *tty_kref_get(struct tty_struct *tty)
{
	if (tty)
		kref_get(&tty->kref);
	return tty;
}

void tty_kref_put(struct tty_struct *tty);
extern struct ktermios tty_std_termios;

const char *tty_name(const struct tty_struct *tty);
const char *tty_driver_name(const struct tty_struct *tty);
int tty_devnum(struct tty_struct *tty);

void tty_lock(struct tty_struct *tty);
void tty_unlock(struct tty_struct *tty);

/* The controlling terminal of the calling process, referenced, or NULL */
struct tty_struct *get_current_tty(void);
/* Give up the controlling terminal; on_exit: the session leader is exiting */
void disassociate_ctty(int on_exit);
void no_tty(void);
/* At fork: the child's process gets its parent's controlling terminal */
void proc_clear_tty(struct task_struct *p);

int tty_check_change(struct tty_struct *tty);
int __tty_check_change(struct tty_struct *tty, int sig);
bool tty_hung_up_p(struct file *filp);
void tty_hangup(struct tty_struct *tty);
void tty_vhangup(struct tty_struct *tty);
void tty_vhangup_self(void);
void tty_wakeup(struct tty_struct *tty);
void tty_wait_until_sent(struct tty_struct *tty, long timeout);

void stop_tty(struct tty_struct *tty);
void start_tty(struct tty_struct *tty);
void __stop_tty(struct tty_struct *tty);
void __start_tty(struct tty_struct *tty);

int tty_put_char(struct tty_struct *tty, unsigned char c);
unsigned int tty_chars_in_buffer(struct tty_struct *tty);
unsigned int tty_write_room(struct tty_struct *tty);
void tty_driver_flush_buffer(struct tty_struct *tty);
void tty_unthrottle(struct tty_struct *tty);
void tty_throttle(struct tty_struct *tty);
int tty_do_resize(struct tty_struct *tty, struct winsize *ws);
int tty_send_xchar(struct tty_struct *tty, char ch);
int tty_mode_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
int tty_perform_flush(struct tty_struct *tty, unsigned long arg);
int n_tty_ioctl_helper(struct tty_struct *tty, unsigned int cmd, unsigned long arg);

int tty_set_termios(struct tty_struct *tty, struct ktermios *kt);
speed_t tty_termios_baud_rate(struct ktermios *termios);
speed_t tty_termios_input_baud_rate(struct ktermios *termios);
void tty_termios_encode_baud_rate(struct ktermios *termios, speed_t ibaud, speed_t obaud);
unsigned char tty_get_char_size(unsigned int cflag);

static inline speed_t tty_get_baud_rate(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}

#endif
