// SPDX-License-Identifier: MIT
/* Where CPUs and memory are: one node with all of both. */
#ifndef _LINUX_TOPOLOGY_H
#define _LINUX_TOPOLOGY_H

#include <linux/cpumask.h>
#include <linux/nodemask.h>
#include <linux/smp.h>

#define LOCAL_DISTANCE		10
#define REMOTE_DISTANCE		20
#define node_distance(from, to) ((from) == (to) ? LOCAL_DISTANCE : REMOTE_DISTANCE)

static inline int cpu_to_node(int cpu)
{
	return 0;
}

static inline int numa_node_id(void)
{
	return 0;
}

static inline int numa_mem_id(void)
{
	return 0;
}

static inline int cpu_to_mem(int cpu)
{
	return 0;
}

static inline const struct cpumask *cpumask_of_node(int node)
{
	return cpu_online_mask;
}

#define nr_cpus_node(node)	      cpumask_weight(cpumask_of_node(node))
#define for_each_node_with_cpus(node) for_each_online_node(node)

#endif
