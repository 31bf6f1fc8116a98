/* SPDX-License-Identifier: MIT */
/*
 * Configuration space: offsets of its registers, and their bits (PCI Local Bus Specification 3.0,
 * chapter 6; PCI-to-PCI Bridge Architecture 1.2, chapter 3).
 */
#ifndef LINUX_PCI_REGS_H
#define LINUX_PCI_REGS_H

#define PCI_CFG_SPACE_SIZE     256
#define PCI_CFG_SPACE_EXP_SIZE 4096

/* --- every header --- */

#define PCI_STD_HEADER_SIZEOF 64
#define PCI_STD_NUM_BARS      6

#define PCI_VENDOR_ID		    0x00
#define PCI_DEVICE_ID		    0x02
#define PCI_COMMAND		    0x04
#define PCI_COMMAND_IO		    0x1 /* answers at its ports */
#define PCI_COMMAND_MEMORY	    0x2 /* answers at its addresses */
#define PCI_COMMAND_MASTER	    0x4 /* may reach memory by itself */
#define PCI_COMMAND_SPECIAL	    0x8
#define PCI_COMMAND_INVALIDATE	    0x10
#define PCI_COMMAND_VGA_PALETTE	    0x20
#define PCI_COMMAND_PARITY	    0x40
#define PCI_COMMAND_WAIT	    0x80
#define PCI_COMMAND_SERR	    0x100
#define PCI_COMMAND_FAST_BACK	    0x200
#define PCI_COMMAND_INTX_DISABLE    0x400 /* keeps its interrupt pin quiet */
#define PCI_STATUS		    0x06
#define PCI_STATUS_INTERRUPT	    0x08
#define PCI_STATUS_CAP_LIST	    0x10
#define PCI_STATUS_66MHZ	    0x20
#define PCI_STATUS_FAST_BACK	    0x80
#define PCI_STATUS_PARITY	    0x100
#define PCI_STATUS_DEVSEL_MASK	    0x600
#define PCI_STATUS_SIG_TARGET_ABORT 0x800
#define PCI_STATUS_REC_TARGET_ABORT 0x1000
#define PCI_STATUS_REC_MASTER_ABORT 0x2000
#define PCI_STATUS_SIG_SYSTEM_ERROR 0x4000
#define PCI_STATUS_DETECTED_PARITY  0x8000
#define PCI_CLASS_REVISION	    0x08
#define PCI_REVISION_ID		    0x08
#define PCI_CLASS_PROG		    0x09
#define PCI_CLASS_DEVICE	    0x0a
#define PCI_CACHE_LINE_SIZE	    0x0c
#define PCI_LATENCY_TIMER	    0x0d
#define PCI_HEADER_TYPE		    0x0e
#define PCI_HEADER_TYPE_MASK	    0x7f /* bit 7: there are other functions in the slot */
#define PCI_HEADER_TYPE_NORMAL	    0
#define PCI_HEADER_TYPE_BRIDGE	    1
#define PCI_HEADER_TYPE_CARDBUS	    2
#define PCI_BIST		    0x0f
#define PCI_BIST_CODE_MASK	    0x0f
#define PCI_BIST_START		    0x40
#define PCI_BIST_CAPABLE	    0x80
#define PCI_CAPABILITY_LIST	    0x34
#define PCI_INTERRUPT_LINE	    0x3c
#define PCI_INTERRUPT_PIN	    0x3d

/* --- base addresses: what bits can be written tells the size --- */

#define PCI_BASE_ADDRESS_0	       0x10
#define PCI_BASE_ADDRESS_1	       0x14
#define PCI_BASE_ADDRESS_2	       0x18
#define PCI_BASE_ADDRESS_3	       0x1c
#define PCI_BASE_ADDRESS_4	       0x20
#define PCI_BASE_ADDRESS_5	       0x24
#define PCI_BASE_ADDRESS_SPACE	       0x01
#define PCI_BASE_ADDRESS_SPACE_IO      0x01
#define PCI_BASE_ADDRESS_SPACE_MEMORY  0x00
#define PCI_BASE_ADDRESS_MEM_TYPE_MASK 0x06
#define PCI_BASE_ADDRESS_MEM_TYPE_32   0x00
#define PCI_BASE_ADDRESS_MEM_TYPE_1M   0x02
#define PCI_BASE_ADDRESS_MEM_TYPE_64   0x04
#define PCI_BASE_ADDRESS_MEM_PREFETCH  0x08
#define PCI_BASE_ADDRESS_MEM_MASK      (~0x0fUL)
#define PCI_BASE_ADDRESS_IO_MASK       (~0x03UL)

/* --- header type 0: devices --- */

#define PCI_CARDBUS_CIS		0x28
#define PCI_SUBSYSTEM_VENDOR_ID 0x2c
#define PCI_SUBSYSTEM_ID	0x2e
#define PCI_ROM_ADDRESS		0x30
#define PCI_ROM_ADDRESS_ENABLE	0x01
#define PCI_ROM_ADDRESS_MASK	(~0x7ffU)
#define PCI_MIN_GNT		0x3e
#define PCI_MAX_LAT		0x3f

/* --- header type 1: bridges --- */

#define PCI_PRIMARY_BUS		 0x18
#define PCI_SECONDARY_BUS	 0x19
#define PCI_SUBORDINATE_BUS	 0x1a
#define PCI_SEC_LATENCY_TIMER	 0x1b
#define PCI_IO_BASE		 0x1c
#define PCI_IO_LIMIT		 0x1d
#define PCI_IO_RANGE_TYPE_MASK	 0x0fUL
#define PCI_IO_RANGE_TYPE_16	 0x00
#define PCI_IO_RANGE_TYPE_32	 0x01
#define PCI_IO_RANGE_MASK	 (~0x0fUL)
#define PCI_SEC_STATUS		 0x1e
#define PCI_MEMORY_BASE		 0x20
#define PCI_MEMORY_LIMIT	 0x22
#define PCI_MEMORY_RANGE_MASK	 (~0x0fUL)
#define PCI_PREF_MEMORY_BASE	 0x24
#define PCI_PREF_MEMORY_LIMIT	 0x26
#define PCI_PREF_RANGE_TYPE_MASK 0x0fUL
#define PCI_PREF_RANGE_TYPE_32	 0x00
#define PCI_PREF_RANGE_TYPE_64	 0x01
#define PCI_PREF_RANGE_MASK	 (~0x0fUL)
#define PCI_PREF_BASE_UPPER32	 0x28
#define PCI_PREF_LIMIT_UPPER32	 0x2c
#define PCI_IO_BASE_UPPER16	 0x30
#define PCI_IO_LIMIT_UPPER16	 0x32
#define PCI_ROM_ADDRESS1	 0x38
#define PCI_BRIDGE_CONTROL	 0x3e
#define PCI_BRIDGE_CTL_BUS_RESET 0x40

/* --- capabilities: a list of offsets, from PCI_CAPABILITY_LIST on --- */

#define PCI_CAP_LIST_ID	  0
#define PCI_CAP_LIST_NEXT 1
#define PCI_CAP_FLAGS	  2
#define PCI_CAP_SIZEOF	  4

#define PCI_CAP_ID_PM	  0x01
#define PCI_CAP_ID_AGP	  0x02
#define PCI_CAP_ID_VPD	  0x03
#define PCI_CAP_ID_SLOTID 0x04
#define PCI_CAP_ID_MSI	  0x05
#define PCI_CAP_ID_CHSWP  0x06
#define PCI_CAP_ID_PCIX	  0x07
#define PCI_CAP_ID_HT	  0x08
#define PCI_CAP_ID_VNDR	  0x09
#define PCI_CAP_ID_DBG	  0x0a
#define PCI_CAP_ID_CCRC	  0x0b
#define PCI_CAP_ID_SHPC	  0x0c
#define PCI_CAP_ID_SSVID  0x0d
#define PCI_CAP_ID_AGP3	  0x0e
#define PCI_CAP_ID_SECDEV 0x0f
#define PCI_CAP_ID_EXP	  0x10
#define PCI_CAP_ID_MSIX	  0x11
#define PCI_CAP_ID_SATA	  0x12
#define PCI_CAP_ID_AF	  0x13
#define PCI_CAP_ID_EA	  0x14

/* Power management */
#define PCI_PM_PMC		  2
#define PCI_PM_CTRL		  4
#define PCI_PM_CTRL_STATE_MASK	  0x0003
#define PCI_PM_CTRL_NO_SOFT_RESET 0x0008
#define PCI_PM_SIZEOF		  8

/* Message signalled interrupts */
#define PCI_MSI_FLAGS	      2
#define PCI_MSI_FLAGS_ENABLE  0x0001
#define PCI_MSI_FLAGS_QMASK   0x000e /* messages that it can send, as a power of two */
#define PCI_MSI_FLAGS_QSIZE   0x0070 /* and that it may */
#define PCI_MSI_FLAGS_64BIT   0x0080
#define PCI_MSI_FLAGS_MASKBIT 0x0100
#define PCI_MSI_ADDRESS_LO    4
#define PCI_MSI_ADDRESS_HI    8
#define PCI_MSI_DATA_32	      8
#define PCI_MSI_MASK_32	      12
#define PCI_MSI_PENDING_32    16
#define PCI_MSI_DATA_64	      12
#define PCI_MSI_MASK_64	      16
#define PCI_MSI_PENDING_64    20

/* The same with a table of them in the device's memory */
#define PCI_MSIX_FLAGS		    2
#define PCI_MSIX_FLAGS_QSIZE	    0x07ff
#define PCI_MSIX_FLAGS_MASKALL	    0x4000
#define PCI_MSIX_FLAGS_ENABLE	    0x8000
#define PCI_MSIX_TABLE		    4
#define PCI_MSIX_TABLE_BIR	    0x00000007
#define PCI_MSIX_TABLE_OFFSET	    0xfffffff8
#define PCI_MSIX_PBA		    8
#define PCI_MSIX_PBA_BIR	    0x00000007
#define PCI_MSIX_PBA_OFFSET	    0xfffffff8
#define PCI_MSIX_ENTRY_SIZE	    16
#define PCI_MSIX_ENTRY_LOWER_ADDR   0x0
#define PCI_MSIX_ENTRY_UPPER_ADDR   0x4
#define PCI_MSIX_ENTRY_DATA	    0x8
#define PCI_MSIX_ENTRY_VECTOR_CTRL  0xc
#define PCI_MSIX_ENTRY_CTRL_MASKBIT 0x00000001

/* PCI Express */
#define PCI_EXP_FLAGS	   2
#define PCI_EXP_FLAGS_VERS 0x000f
#define PCI_EXP_FLAGS_TYPE 0x00f0
#define PCI_EXP_DEVCAP	   4
#define PCI_EXP_DEVCTL	   8
#define PCI_EXP_DEVSTA	   10
#define PCI_EXP_LNKCAP	   12
#define PCI_EXP_LNKCTL	   16
#define PCI_EXP_LNKSTA	   18

#endif
