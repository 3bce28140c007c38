package dev.tenantry.crm.calendar;

import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules as people say them. */
class RecurrenceWordsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY | every day
            FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=9 | every 2 weeks on Monday, Wednesday and Friday, 9 times
            FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231 | every month on the last Friday, until 2026-12-31
            FREQ=MONTHLY;BYDAY=+2TU | every month on the 2nd Tuesday
            FREQ=MONTHLY;BYMONTHDAY=15,-1 | every month on day 15 and the last day
            FREQ=MONTHLY;BYMONTHDAY=-2 | every month on the 2nd to last day
            FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1 | every year in January and July on day 1
            FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO | every year in week 20 on Monday
            FREQ=YEARLY;BYYEARDAY=100 | every year on day 100 of the year
            FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | every month on Monday, Tuesday, Wednesday, Thursday and Friday of these the last
            FREQ=DAILY;BYHOUR=9,17;COUNT=1 | every day at 9 h and 17 h, once
            FREQ=DAILY;UNTIL=20260302T230000Z | every day, until 2026-03-03
            FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13 | every month on 13 days of the month
            FREQ=WEEKLY;WKST=SU | every week
            """)
    void areSaid(String rule, String words) {
        var text = RecurrenceText.of(rule);
        var until = text.until(ZoneId.of("Europe/Vienna"));
        assertThat(RecurrenceWords.of(text, until == null ? null : until.toLocalDate())).isEqualTo(words);
    }
}
