package dev.tenantry.metering.guard;

/** How often at most. */
record WindowLimits(int hourly, int daily, int monthly) {

    WindowLimits {
        if (hourly < 1 || daily < 1 || monthly < 1) {
            throw new IllegalArgumentException("each of the numbers is at least 1");
        }
        if (hourly > daily || daily > monthly) {
            throw new IllegalArgumentException("a day has at least as many as an hour, and a month as a day");
        }
    }

    /** @throws IllegalArgumentException where it is of another form */
    public static WindowLimits of(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "how often an hour, a day and a month is written like 1000/10000/100000");
        }
        return new WindowLimits(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()),
                Integer.parseInt(parts[2].strip()));
    }

    /** As {@link #of} reads it. */
    String text() {
        return hourly + "/" + daily + "/" + monthly;
    }
}
