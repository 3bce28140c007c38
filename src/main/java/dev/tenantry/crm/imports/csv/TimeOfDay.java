package dev.tenantry.crm.imports.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The time behind a date: {@code T23:30:00Z}, {@code 11:30 PM}. */
final class TimeOfDay {

    static final Pattern BEHIND_DATE = Pattern.compile("([Tt]|,? +)(?<hour>[01]?\\d|2[0-4]):(?<minute>[0-5]\\d)"
            + "(?<second>:[0-5]\\d([.,]\\d{1,9})?)? ?((?<half>[AaPp])\\.?[Mm]\\.?)? ?(?<offset>Z|z|UTC|GMT|[+-]\\d{2}(:?\\d{2})?)?$");

    private static final int NOON = 12;

    private TimeOfDay() {}

    /**
     * The day that it is in the zone at that time of that day, where the time has an offset; else the day as it is written.
     * So is that of a midnight: programs write what is a day and no moment like that.
     *
     * @return null where there is no such time
     */
    static @Nullable LocalDate day(LocalDate written, String text, ZoneId zone) {
        var time = BEHIND_DATE.matcher(text);
        if (!time.matches() || time.group("offset") == null) {
            return written;
        }
        var hour = hour(Integer.parseInt(time.group("hour")), time.group("half"));
        var minute = Integer.parseInt(time.group("minute"));
        var second = time.group("second");
        if (hour == 0 && minute == 0
                && (second == null || second.chars().noneMatch(sign -> sign >= '1' && sign <= '9'))) {
            return written;
        }
        try {
            var moment = written.atStartOfDay().plusHours(hour).plusMinutes(minute);
            var day = LocalDate.ofInstant(moment.toInstant(offset(time.group("offset"))), zone);
            return day.getYear() < 1 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static int hour(int hour, @Nullable String half) {
        return half == null ? hour : hour % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
    }

    private static ZoneOffset offset(String text) {
        return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
