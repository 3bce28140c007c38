package dev.tenantry.crm.imports.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Decides the formats of a column's dates: by its values, else by other columns of the file, which are written by the same
 * hand, else by the conventions of its readers; or not at all.
 */
final class DateReading {

    private final DateTally tally;
    private final Map<String, Conventions.Order> columns;
    private final Conventions conventions;
    private final List<String> formats = new ArrayList<>();
    private final List<String> ambiguous = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    private DateReading(DateTally tally, Map<String, Conventions.Order> columns, Conventions conventions) {
        this.tally = tally;
        this.columns = columns;
        this.conventions = conventions;
    }

    /** @param columns the orders that other columns have decided for a family, by its name */
    static Reading of(DateTally tally, Map<String, Conventions.Order> columns, Conventions conventions) {
        var reading = new DateReading(tally, columns, conventions);
        tally.families().forEach(reading::decide);
        var others = tally.values() - tally.dates();
        if (others > 0) {
            reading.reasons.add(others + " of " + tally.values() + " values are no dates");
        }
        return new Reading(List.copyOf(reading.formats), List.copyOf(reading.ambiguous),
                String.join("; ", reading.reasons));
    }

    /** The pattern that the values alone tell; null where they leave it open. */
    static @Nullable String told(DateFamily family) {
        var fitting = family.fitting();
        return fitting.size() == 1 && family.isOpen() ? fitting.getFirst() : null;
    }

    private void decide(DateFamily family) {
        var told = told(family);
        var fitting = family.fitting();
        if (told != null) {
            settle(told, position(told) + " first, since " + evidence(family, told));
        } else if (family.possible().size() == 1) {
            settle(family.possible().getFirst(),
                    family.count() + " values are written " + family.possible().getFirst());
        } else {
            leaveOpen(family, fitting.isEmpty() ? family.possible() : fitting);
        }
    }

    private void leaveOpen(DateFamily family, List<String> candidates) {
        var doubt = doubt(family, candidates);
        for (var source : sources(family, candidates)) {
            for (var candidate : candidates) {
                if (Conventions.Order.of(candidate).equals(source.order())) {
                    settle(candidate, doubt + "; " + position(candidate) + " first, " + source.source());
                    return;
                }
            }
        }
        ambiguous.addAll(candidates);
        reasons.add(doubt + "; the mapping has to say which of " + String.join(", ", candidates) + " they are");
    }

    private List<Conventions.Order> sources(DateFamily family, List<String> candidates) {
        var sources = new ArrayList<Conventions.Order>();
        var other = columns.get(family.name());
        if (other != null) {
            sources.add(other);
        }
        if (candidates.getFirst().contains(".") && !family.fitting().isEmpty()) {
            sources.add(new Conventions.Order("dMy", "as dates with dots are"));
        }
        sources.addAll(conventions.orders());
        if (candidates.equals(List.of("d/M/yy", "yy/M/d"))) {
            sources.add(new Conventions.Order("dMy", "as dates with slashes and short years mostly are"));
        }
        return sources;
    }

    private void settle(String pattern, String reason) {
        formats.add(pattern);
        reasons.add(reason);
    }

    private static String doubt(DateFamily family, List<String> candidates) {
        if (family.fitting().isEmpty()) {
            return "ambiguous, since " + String.join(" and ",
                    candidates.stream()
                            .map(pattern -> family.evidence(pattern) + " values can be " + pattern + " only")
                            .toList());
        }
        return "ambiguous, since each of " + family.count() + " values can be " + String.join(" and ", candidates);
    }

    private static String evidence(DateFamily family, String pattern) {
        var count = family.evidence(pattern);
        var values = count == 1 ? "1 value has" : count + " values have";
        return switch (Conventions.Order.of(pattern)) {
            case "dMy" -> values + " a first number over 12";
            case "Mdy" -> values + " a second number over 12";
            default -> values + " a last number that can only be the day";
        };
    }

    private static String position(String pattern) {
        return switch (Conventions.Order.of(pattern).charAt(0)) {
            case 'd' -> "day";
            case 'M' -> "month";
            default -> "year";
        };
    }
}
