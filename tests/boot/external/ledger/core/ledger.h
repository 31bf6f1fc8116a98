/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LEDGER_H
#define LEDGER_H

#include <linux/types.h>

struct seq_file;

int ledger_post(const char *account, long amount);
int ledger_balance(const char *account, long *balance);
void ledger_print(struct seq_file *m);

#endif
