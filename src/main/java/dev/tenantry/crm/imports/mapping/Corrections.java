package dev.tenantry.crm.imports.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.PlainText;
import dev.tenantry.shared.text.Folding;

/** What a mapping takes for values that the file has, however they are written; the one that is written alike goes first. */
final class Corrections {

    static final Corrections NONE = new Corrections(Map.of(), Map.of());

    private final Map<String, String> exact;
    private final Map<String, String> folded;

    private Corrections(Map<String, String> exact, Map<String, String> folded) {
        this.exact = exact;
        this.folded = folded;
    }

    /** In the current transaction. */
    static Corrections of(@Nullable Map<String, String> stated, Folding folding) {
        if (stated == null || stated.isEmpty()) {
            return NONE;
        }
        var exact = new HashMap<String, String>();
        var folded = new HashMap<String, String>();
        var forms = folding.of(stated.keySet().stream().map(PlainText::trim).collect(Collectors.toSet()));
        stated.forEach((text, replacement) -> {
            var key = PlainText.trim(text);
            exact.putIfAbsent(key, PlainText.trim(replacement));
            folded.putIfAbsent(forms.getOrDefault(key, key), PlainText.trim(replacement));
        });
        return new Corrections(exact, folded);
    }

    /** Adds the text where its folded form has to be known. */
    void collect(String text, Set<String> texts) {
        if (!exact.isEmpty() && text.length() <= RowMapper.MAX_LENGTH && !exact.containsKey(text)) {
            texts.add(text);
        }
    }

    /** @param forms the folded form of each text that was collected */
    String apply(String text, Map<String, String> forms) {
        var replacement = exact.get(text);
        var form = forms.get(text);
        return replacement != null ? replacement : form == null ? text : folded.getOrDefault(form, text);
    }
}
