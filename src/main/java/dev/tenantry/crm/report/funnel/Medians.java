package dev.tenantry.crm.report.funnel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Half of many numbers, as {@code percentile_cont} has it, without putting them in one order. */
final class Medians {

    private static final double HALF = 0.5;

    private Medians() {}

    /** In whole numbers, half up. @param sorted lists of numbers that are none of them negative, each the least first; one number at least */
    static long of(List<double[]> sorted) {
        var count = sorted.stream().mapToLong(numbers -> numbers.length).sum();
        var place = HALF * (count - 1);
        var low = at(sorted, (long) Math.floor(place));
        var high = at(sorted, (long) Math.ceil(place));
        return BigDecimal.valueOf(low + (place - Math.floor(place)) * (high - low))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The number with so many before it, of all in their order: among numbers that are not negative that of their bits. */
    private static double at(List<double[]> sorted, long before) {
        var least = 0L;
        var most = Double.doubleToLongBits(Double.MAX_VALUE);
        while (least < most) {
            var middle = least + (most - least) / 2;
            if (atMost(sorted, Double.longBitsToDouble(middle)) > before) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return Double.longBitsToDouble(least);
    }

    private static long atMost(List<double[]> sorted, double number) {
        return sorted.stream().mapToLong(numbers -> atMost(numbers, number)).sum();
    }

    private static long atMost(double[] numbers, double number) {
        var from = 0;
        var to = numbers.length;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (numbers[middle] <= number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
