package dev.tenantry.crm.imports.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The time behind a date: {@code T23:30:00Z}, {@code 11:30 PM}. */
final class TimeOfDay {

    static final Pattern BEHIND_DATE = Pattern
            .compile("([Tt]|(?:,|(?<! )) ++)(?<hour>[01]?\\d|2[0-4]):(?<minute>[0-5]\\d)"
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
        var second = time.group("second");
        var isPast = second != null && second.chars().anyMatch(sign -> sign >= '1' && sign <= '9');
        try {
            return day(written.atStartOfDay()
                    .plusHours(hour(Integer.parseInt(time.group("hour")), time.group("half")))
                    .plusMinutes(Integer.parseInt(time.group("minute")))
                    .plusSeconds(isPast ? 1 : 0), written, offset(time.group("offset")), zone);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /**
     * The day of a moment in the zone; of a midnight the day as it is written.
     *
     * @param moment  as it is written
     * @param written its day, as it is written
     * @param offset  of what is written
     */
    static LocalDate day(LocalDateTime moment, LocalDate written, ZoneId offset, ZoneId zone) {
        return moment.equals(written.atStartOfDay())
                ? written
                : LocalDate.ofInstant(moment.atZone(offset).toInstant(), zone);
    }

    private static int hour(int hour, @Nullable String half) {
        return half == null ? hour : hour % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
    }

    private static ZoneOffset offset(String text) {
        return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
