package dev.tenantry.crm.quote;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tenantry.shared.money.Money;

/** What lines of a quote come to that are alike. */
final class QuoteSums {

    private QuoteSums() {}

    /** Of lines of one currency. */
    record Sum(Money net, Money tax, Money gross) {

        private static Sum of(QuoteLine line) {
            return new Sum(line.net(), line.tax(), line.gross());
        }

        private Sum plus(Sum other) {
            return new Sum(plus(net, other.net), plus(tax, other.tax), plus(gross, other.gross));
        }

        private static Money plus(Money one, Money other) {
            return new Money(one.amount().add(other.amount()), one.currency());
        }
    }

    /** By rates in percent, without what has none. */
    static Map<BigDecimal, Sum> byRate(List<QuoteLine> lines) {
        var sums = new TreeMap<BigDecimal, Sum>();
        for (var line : lines) {
            if (line.taxRate() != null) {
                sums.merge(line.taxRate(), Sum.of(line), Sum::plus);
            }
        }
        return sums;
    }

    /** By how many months lie between payments; 0: what is paid once. */
    static Map<Integer, Sum> byInterval(List<QuoteLine> lines) {
        var sums = new TreeMap<Integer, Sum>();
        for (var line : lines) {
            sums.merge(line.intervalMonths() == null ? 0 : line.intervalMonths(), Sum.of(line), Sum::plus);
        }
        return sums;
    }
}
