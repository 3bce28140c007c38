package dev.tenantry.crm.recurrence;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.text.LocalFormat;

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
        assertThat(RecurrenceWords.of(LocalFormat.PLAIN).of(text, until == null ? null : until.toLocalDate()))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=9 | alle 2 Wochen am Montag, Mittwoch und Freitag, 9-mal
            de | FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231 | jeden Monat am 2. Dienstag, bis 31.12.2026
            de | FREQ=MONTHLY;BYMONTHDAY=15,-1,-3 | jeden Monat am 15., am letzten Tag und am drittletzten Tag
            de | FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1 | jedes Jahr im Januar und Juli am 1.
            fr | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=1 | toutes les 2 semaines le lundi et le vendredi, une fois
            fr | FREQ=MONTHLY;BYDAY=1MO,-2FR | chaque mois le 1er lundi et l’avant-dernier vendredi
            fr | FREQ=MONTHLY;BYDAY=21SU,-3SA;UNTIL=20261231 | chaque mois le 21e dimanche et le 3e samedi en partant de la fin, jusqu’au 31.12.2026
            es | FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH | cada 3 meses el 3.er jueves
            es | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1 | cada año en febrero el último día
            ar | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4 | كل أسبوعين يوم الاثنين ويوم الخميس، 4 مرات
            ar | FREQ=DAILY;INTERVAL=14 | كل 14 يومًا
            it | FREQ=DAILY;UNTIL=20261231 | every day, until 31.12.2026
            """)
    void areSaidInTheLanguageOfWhomTheyAreFor(String language, String rule, String words) {
        var text = RecurrenceText.of(rule);
        var until = text.until(ZoneId.of("Europe/Vienna"));
        var format = LocalFormat.of(language, language, "dd.MM.yyyy");
        assertThat(RecurrenceWords.of(format)
                .of(text, until == null ? null : until.toLocalDate(), List.of(), List.of())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | every day, besides on 2026-01-01, 2026-01-02 and 2026-01-03, not on 13 days
            de | jeden Tag, außerdem am 2026-01-01, 2026-01-02 und 2026-01-03, an 13 Tagen nicht
            fr | chaque jour, en outre le 2026-01-01, 2026-01-02 et 2026-01-03, sauf 13 jours
            es | cada día, además el 2026-01-01, 2026-01-02 y 2026-01-03, excepto 13 días
            ar | كل يوم، وأيضًا في 2026-01-01، 2026-01-02 و2026-01-03، ما عدا 13 يومًا
            """)
    void tellWhatIsThereBesidesAndWhatIsLeftOut(String language, String words) {
        var first = LocalDate.of(2026, 1, 1);
        var days = first.datesUntil(first.plusDays(13)).toList();

        assertThat(RecurrenceWords.of(LocalFormat.of(language, language, null))
                .of(RecurrenceText.of("FREQ=DAILY"), null, days.subList(0, 3), days)).isEqualTo(words);
    }
}
