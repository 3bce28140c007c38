package dev.tenantry.crm.imports.mapping;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.csv.CurrencySigns;
import dev.tenantry.crm.imports.csv.NumberText;
import dev.tenantry.crm.imports.csv.PlainText;

/**
 * Reads amounts. Their currency is the one that the row names in a column of its own, or by a sign beside the amount; where
 * it names none, they have none yet.
 *
 * @param currency     of the mapping, else the organization's, which decides what signs of several currencies mean
 * @param organization its currency, which decides where the mapping's is none of theirs
 */
record MoneyReader(String currency, String organization) {

    /**
     * Puts the amount where it is one.
     *
     * @param named the row's currency; blank where it names none
     */
    void read(String field, String text, String named, ValueReader values, ObjectNode properties, Faults faults) {
        var number = NumberText.of(text);
        var amount = number == null ? null : number.value(values.decimalSeparator());
        if (number == null || amount == null) {
            faults.add(field, "not-a-number", text, number == null
                    ? "is not a number" + reason(text)
                    : "is not a number whose decimals follow a '" + values.decimalSeparator() + "'");
            return;
        }
        if (PlainText.isBlank(named) && number.currencies().isEmpty()) {
            properties.putObject(field).put("amount", amount.toPlainString());
            return;
        }
        var code = currency(field, text, named, number.currencies(), faults);
        if (code != null) {
            properties.putObject(field).put("amount", amount.toPlainString()).put("currency", code);
        }
    }

    private @Nullable String currency(String field, String text, String named, Set<String> signs, Faults faults) {
        if (PlainText.isBlank(named)) {
            return meant(field, text, signs, faults);
        }
        var meanings = CurrencySigns.meanings(named);
        if (meanings.isEmpty()) {
            faults.add("currency", "unknown-currency", named, "is no currency of ISO 4217");
            return null;
        }
        var code = meant("currency", named, meanings, faults);
        if (code != null && !signs.isEmpty() && !signs.contains(code)) {
            faults.add(field, "currency-mismatch", text, "is in another currency than the row's, " + code);
            return null;
        }
        return code;
    }

    private @Nullable String meant(String field, String text, Set<String> meanings, Faults faults) {
        var code = CurrencySigns.choose(meanings, meanings.contains(currency) ? currency : organization);
        if (code == null) {
            faults.add(field, "ambiguous-currency", text, "can be in any of " + meanings.stream().sorted().toList()
                    + "; name it in a column or as the mapping's currency");
        }
        return code;
    }

    private static String reason(String text) {
        var plain = PlainText.of(text);
        if (plain.contains("%")) {
            return " but a percentage";
        }
        return plain.matches("[-+]?[\\d.,]+[eE][-+]?\\d+")
                ? ": with an exponent, it has lost digits; write it out"
                : ", or its currency is unknown";
    }
}
