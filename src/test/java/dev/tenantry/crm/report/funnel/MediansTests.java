package dev.tenantry.crm.report.funnel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediansTests {

    @Test
    void areThoseOfAllInOneOrder() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var lists = new ArrayList<double[]>();
            for (var list = 0; list <= random.nextInt(5); list++) {
                lists.add(random.doubles(list == 0 ? 1 + random.nextInt(3) : random.nextInt(20), 0, 50)
                        .map(number -> random.nextBoolean() ? number : Math.floor(number))
                        .sorted()
                        .toArray());
            }

            assertThat(Medians.of(lists)).isEqualTo(plain(lists));
        }
    }

    @Test
    void areHalfBetweenTwo() {
        assertThat(Medians.of(List.of(new double[]{0}, new double[]{0, 3, 1e9}))).isEqualTo(2);
        assertThat(Medians.of(List.of(new double[]{0}))).isZero();
    }

    private static long plain(List<double[]> lists) {
        var all = lists.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        var half = all.length / 2;
        var median = all.length % 2 == 1 ? all[half] : all[half - 1] + 0.5 * (all[half] - all[half - 1]);
        return BigDecimal.valueOf(median).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
