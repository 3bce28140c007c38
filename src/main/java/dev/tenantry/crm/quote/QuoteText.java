package dev.tenantry.crm.quote;

import java.util.ArrayList;
import java.util.List;

import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What a quote says by itself, in its language, and its figures, as it writes them. */
record QuoteText(Words words, LocalFormat format) {

    private static final PageTexts TEXTS = PageTexts.of("crm/quote/texts");
    /** What programs are told. */
    static final QuoteText PLAIN = of(LocalFormat.PLAIN);

    /** A line below the others. */
    record Total(String label, String amount) {}

    static QuoteText of(LocalFormat format) {
        return new QuoteText(TEXTS.alone(format.language()), format);
    }

    /** In a document, whose columns stand from left to right. */
    static QuoteText drawn(LocalFormat format) {
        var text = of(format);
        return text.words.direction().equals("ltr")
                ? text
                : of(new LocalFormat(LocalFormat.PLAIN.language(), format.locale(), format.dateFormat()));
    }

    String of(String name, Object... values) {
        return words.of(name, values);
    }

    String count(QuoteLine line) {
        return format.number(line.quantity()) + (line.unit() == null ? "" : " " + line.unit());
    }

    /** What its price comes of, and how often it is paid; empty where there is nothing to say. */
    String particulars(QuoteLine line) {
        var all = new ArrayList<String>();
        var months = line.intervalMonths();
        if (months != null) {
            all.add(months == 1 ? of("paid-monthly") : of("paid-every", months));
        }
        if (line.discountPercent() != null && line.discountPercent().signum() != 0) {
            all.add(of("discount", format.number(line.discountPercent()) + " %"));
        } else if (line.discountAmount() != null) {
            all.add(of("discount", format.money(line.discountAmount())));
        }
        if (line.taxRate() != null) {
            all.add(of("tax") + " " + format.number(line.taxRate()) + " %: " + format.money(line.tax()));
        }
        return String.join(" ", all);
    }

    /** Net, the tax rate by rate, what is paid once and what again and again, and all together. */
    List<Total> totals(QuoteResponse quote, List<QuoteLine> lines) {
        var totals = new ArrayList<Total>();
        totals.add(new Total(of("net"), format.money(quote.net())));
        QuoteSums.byRate(lines)
                .forEach((rate, sum) -> totals.add(new Total(
                        of("tax-of", format.number(rate), format.money(sum.net())), format.money(sum.tax()))));
        var payments = QuoteSums.byInterval(lines);
        var isMixed = payments.size() > 1;
        if (isMixed) {
            payments.forEach((months, sum) -> totals.add(new Total(payment(months), format.money(sum.gross()))));
        }
        totals.add(new Total(of(isMixed ? "total-first" : "total"), format.money(quote.gross())));
        return totals;
    }

    private String payment(int months) {
        return switch (months) {
            case 0 -> of("once");
            case 1 -> of("monthly");
            default -> of("every", months);
        };
    }
}
