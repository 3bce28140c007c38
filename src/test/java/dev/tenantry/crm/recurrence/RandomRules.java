package dev.tenantry.crm.recurrence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rules as anybody might state them, with the parts that RFC 5545 lets a frequency have. */
final class RandomRules {

    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    String next(List<String> frequencies) {
        var frequency = frequencies.get(random.nextInt(frequencies.size()));
        var parts = new ArrayList<String>();
        var isYearly = frequency.equals("YEARLY");
        if (isYearly && one(5)) {
            parts.add("BYWEEKNO=" + numbers(1, 53, true));
            if (one(2)) {
                parts.add("BYDAY=" + days(false));
            }
        } else {
            if (one(3)) {
                parts.add("BYMONTH=" + numbers(1, 12, false));
            }
            if (!List.of("DAILY", "WEEKLY", "MONTHLY").contains(frequency) && one(5)) {
                parts.add("BYYEARDAY=" + numbers(1, 366, true));
            } else if (!frequency.equals("WEEKLY") && one(3)) {
                parts.add("BYMONTHDAY=" + numbers(1, 31, true));
            }
            if (one(2)) {
                var isOfMonths = frequency.equals("MONTHLY")
                        || isYearly && parts.stream().noneMatch(part -> part.startsWith("BYMONTHDAY"));
                parts.add("BYDAY=" + days(isOfMonths && one(2)));
            }
            if (!parts.isEmpty() && one(4)) {
                parts.add("BYSETPOS=" + numbers(1, 4, true));
            }
            if (one(3)) {
                parts.add("INTERVAL=" + (1 + random.nextInt(4)));
            }
        }
        if (one(4)) {
            parts.add("BYHOUR=" + numbers(0, 23, false));
        }
        if (one(4)) {
            parts.add("WKST=" + DAYS.get(random.nextInt(7)));
        }
        if (one(5)) {
            parts.add("COUNT=" + (1 + random.nextInt(20)));
        }
        parts.addFirst("FREQ=" + frequency);
        return String.join(";", parts);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private String numbers(int least, int most, boolean signed) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .map(_ -> (least + random.nextInt(most - least + 1)) * (signed && one(3) ? -1 : 1))
                .distinct()
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private String days(boolean placed) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> (placed ? List.of("1", "2", "-1", "3", "-2").get(random.nextInt(5)) : "")
                        + DAYS.get(random.nextInt(7)))
                .distinct()
                .collect(Collectors.joining(","));
    }
}
