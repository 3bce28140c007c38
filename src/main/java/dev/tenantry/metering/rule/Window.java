package dev.tenantry.metering.rule;

/**
 * So many in a span of time, which begins for all at the same time: hours and days of UTC.
 *
 * @param seconds 0: a month of the calendar
 */
public record Window(int seconds, int most) {

    public static final int HOUR = 3600;
    public static final int DAY = 86_400;
    public static final int MONTH = 0;

    /** The longest that it can be. */
    public int longest() {
        return seconds == MONTH ? 31 * DAY : seconds;
    }

    /** In words: {@code hour}. */
    public String told() {
        return switch (seconds) {
            case HOUR -> "hour";
            case DAY -> "day";
            case MONTH -> "month";
            default -> seconds + "s";
        };
    }
}
