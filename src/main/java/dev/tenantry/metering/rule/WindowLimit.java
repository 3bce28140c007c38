package dev.tenantry.metering.rule;

import java.time.YearMonth;

/**
 * So many in a span of time, which begins for all at the same time: hours and days of UTC.
 *
 * @param seconds 0: a month of the calendar
 * @param isBurst whether it is what may come at once, and how long that takes to be refilled
 */
public record WindowLimit(int seconds, int most, boolean isBurst) {

    public static final int HOUR = 3600;
    public static final int DAY = 86_400;
    public static final int MONTH = 0;

    public WindowLimit(int seconds, int most) {
        this(seconds, most, false);
    }

    static WindowLimit ofBurst(int seconds, int most) {
        return new WindowLimit(seconds, most, true);
    }

    /** The longest that it can be. */
    public int longest() {
        return seconds == MONTH ? 31 * DAY : seconds;
    }

    /** How long it is in a month. */
    public int seconds(YearMonth month) {
        return seconds == MONTH ? month.lengthOfMonth() * DAY : seconds;
    }

    /** How much of what, for people. */
    public String limit() {
        return most + switch (told()) {
            case "burst" -> " at once";
            case "hour" -> " an hour";
            case "day" -> " a day";
            case "month" -> " a month";
            default -> " in " + seconds + " seconds";
        };
    }

    /** In words: {@code hour}. */
    public String told() {
        return isBurst ? "burst" : switch (seconds) {
            case HOUR -> "hour";
            case DAY -> "day";
            case MONTH -> "month";
            default -> seconds + "s";
        };
    }
}
