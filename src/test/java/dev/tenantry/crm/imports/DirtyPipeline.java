package dev.tenantry.crm.imports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sales pipeline as people keep it: with a byte order mark, Windows line ends, quotes and line breaks in cells, deals
 * without a customer, misspelt products, deals that are in it twice, and rows of which nothing can be made. It knows what
 * an import has to come to.
 */
final class DirtyPipeline {

    static final List<String> COLUMNS = List.of("opportunity_id", "sales_agent", "product", "account", "deal_stage",
            "engage_date", "close_date", "close_value", "mood");

    /** Why a row cannot be imported. */
    record Fault(long line, String field, String code) {}

    private static final int KINDS = 20;
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\")";

    private final StringBuilder text = new StringBuilder("\ufeff" + String.join(",", COLUMNS) + "\r\n");
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> accounts = new TreeSet<>();
    private final String prefix;
    private long line = 2;
    private int rows;
    private int created;
    private int repeated;
    private int misspelt;
    private BigDecimal won = BigDecimal.ZERO;
    private List<String> previous = List.of();

    /** @param rows a multiple of twenty, so that every kind of dirt is in it as often */
    DirtyPipeline(String prefix, int rows) {
        if (rows % KINDS != 0) {
            throw new IllegalArgumentException("rows come by the " + KINDS);
        }
        this.prefix = prefix;
        for (var number = 0; number < rows; number++) {
            add(number);
        }
    }

    String text() {
        return text.toString();
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    int rows() {
        return rows;
    }

    int created() {
        return created;
    }

    /** Rows that say again what an earlier one said. */
    int repeated() {
        return repeated;
    }

    int failed() {
        return faults.size();
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    int companies() {
        return accounts.size();
    }

    /** Deals whose product is misspelt. */
    int misspelt() {
        return misspelt;
    }

    BigDecimal won() {
        return won;
    }

    private void add(int number) {
        var kind = number % KINDS;
        var deal = deal(number);
        switch (kind) {
            case 2 -> deal.set(7, "1,234");
            case 3 -> deal.set(2, "GTXPro");
            case 5 -> deal.set(3, "");
            case 7 -> deal.set(1, "Ann \"the closer\"\nSnelling, jr.");
            case 8 -> deal.set(8, "");
            case 9 -> {
                deal.set(1, FORMULA);
                deal.set(7, "12x");
                fail("amount", "not-a-number");
            }
            case 11 -> {
                deal.set(6, "2017-02-31");
                fail("closedOn", "not-a-date");
            }
            case 13 -> deal = new ArrayList<>(previous);
            case 15 -> {
                deal.add("one too many");
                fail("", "field-count");
            }
            case 17 -> {
                // Programs leave out blank cells at the end of a row.
                deal.removeLast();
            }
            case 19 -> {
                deal.set(4, "Wonn");
                fail("stage", "unknown-stage");
            }
            default -> {
            }
        }
        count(kind, deal);
        write(deal);
        previous = deal;
    }

    private List<String> deal(int number) {
        var stage = List.of("Won", "Lost", "Engaging").get(number % 3);
        var closed = stage.equals("Engaging") ? "" : "2017-03-%02d".formatted(1 + number % 28);
        return new ArrayList<>(List.of("%s%05d".formatted(prefix, number), "Agent " + number % 7, "GTX Pro",
                prefix + " Account " + number % 12, stage, "2016-10-%02d".formatted(1 + number % 28), closed,
                stage.equals("Won") ? String.valueOf(100 + number) : "", "fine"));
    }

    private void fail(String field, String code) {
        faults.add(new Fault(line, field, code));
    }

    private void count(int kind, List<String> deal) {
        rows++;
        if (kind == 13) {
            repeated++;
        } else if (faults.isEmpty() || faults.getLast().line != line) {
            created++;
            misspelt += kind == 3 ? 1 : 0;
            if (!deal.get(3).isEmpty()) {
                accounts.add(deal.get(3));
            }
            if (deal.get(4).equals("Won") && !deal.get(7).isEmpty()) {
                won = won.add(new BigDecimal(deal.get(7).replace(",", "")));
            }
        }
    }

    private void write(List<String> cells) {
        for (var index = 0; index < cells.size(); index++) {
            var cell = cells.get(index);
            text.append(index == 0 ? "" : ",");
            text.append(cell.matches("(?s).*[\",\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            line += cell.chars().filter(character -> character == '\n').count();
        }
        text.append("\r\n");
        line++;
    }
}
