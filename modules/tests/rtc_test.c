// SPDX-License-Identifier: MIT
/* Dates and seconds: there and back, at the edges of years and months. */
#include <kunit/test.h>
#include <linux/module.h>
#include <linux/rtc.h>
#include <linux/string.h>

MODULE_DESCRIPTION("Tests of dates");
MODULE_LICENSE("GPL");

static void each_day_comes_back(struct kunit *test)
{
	const time64_t day = 24 * 60 * 60;
	struct rtc_time tm, before = {.tm_mday = 31};

	/* From 1970 to beyond the next leap year that isn't one. */
	for (time64_t time = 12345; time < 131 * 366 * day; time += day) {
		rtc_time64_to_tm(time, &tm);
		KUNIT_ASSERT_EQ(test, rtc_valid_tm(&tm), 0);
		KUNIT_ASSERT_EQ(test, rtc_tm_to_time64(&tm), time);
		KUNIT_ASSERT_TRUE(test, tm.tm_mday == before.tm_mday + 1 || tm.tm_mday == 1);
		KUNIT_ASSERT_EQ(test, tm.tm_yday,
				rtc_year_days(tm.tm_mday, tm.tm_mon, tm.tm_year + 1900));
		before = tm;
	}
}

static void dates_that_are_none(struct kunit *test)
{
	struct rtc_time good = {.tm_mday = 29, .tm_mon = 1, .tm_year = 100}, bad = good;

	KUNIT_EXPECT_EQ(test, rtc_valid_tm(&good), 0);
	bad.tm_year = 101;
	KUNIT_EXPECT_EQ(test, rtc_valid_tm(&bad), -EINVAL);
	bad = good;
	bad.tm_mon = 12;
	KUNIT_EXPECT_EQ(test, rtc_valid_tm(&bad), -EINVAL);
	bad = good;
	bad.tm_hour = 24;
	KUNIT_EXPECT_EQ(test, rtc_valid_tm(&bad), -EINVAL);
	KUNIT_EXPECT_TRUE(test, is_leap_year(2000));
	KUNIT_EXPECT_FALSE(test, is_leap_year(2100));
}

static void one_is_printed(struct kunit *test)
{
	struct rtc_time tm;
	char text[40];

	rtc_time64_to_tm(951782400, &tm);
	snprintf(text, sizeof(text), "%ptR", &tm);
	KUNIT_EXPECT_STREQ(test, text, "2000-02-29T00:00:00");
	tm = rtc_ktime_to_tm(ktime_set(951782399, 1));
	KUNIT_EXPECT_EQ(test, tm.tm_mday, 29);
	KUNIT_EXPECT_EQ(test, rtc_tm_to_ktime(tm), ktime_set(951782400, 0));
}

static struct kunit_case rtc_cases[] = {
	KUNIT_CASE(each_day_comes_back),
	KUNIT_CASE(dates_that_are_none),
	KUNIT_CASE(one_is_printed),
	{},
};

static struct kunit_suite rtc_suite = {.name = "rtc", .test_cases = rtc_cases};
kunit_test_suite(rtc_suite);
