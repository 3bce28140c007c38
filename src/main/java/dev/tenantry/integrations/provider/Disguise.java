package dev.tenantry.integrations.provider;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;

/** Hides where the platform's integrations lead, and what it has configured them with, from those to whom it offers them. */
final class Disguise {

    private static final String MASK = "***";
    private static final String PORT = "(?::\\d{1,5})?";
    /** Letters, digits, hyphens and dots as far as they go, with what may be a port: a name where {@link #NAME} is found in it. */
    private static final Pattern RUN = Pattern.compile("(?U)([\\w.-]++)" + PORT);
    private static final Pattern NAME = Pattern.compile("(?U)[\\w-]\\.\\p{L}[\\w-]");
    private static final Pattern ADDRESS = Pattern.compile("(?U)\\b\\d{1,3}(?:\\.\\d{1,3}){3}" + PORT
            + "|\\[?(?:\\p{XDigit}{0,4}:){2,7}[\\p{XDigit}.]*+(?:%\\w++)?\\]?" + PORT);

    private final Confidential spelled;
    private final Pattern told;

    private Disguise(Set<String> told) {
        this.spelled = Confidential.of(told);
        this.told = Pattern.compile(told.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?Ui)(?<!\\w)(?:", ")" + PORT + "(?!\\w)")));
    }

    static Disguise of(Connection connection) {
        var told = new LinkedHashSet<String>();
        addTexts(connection.configuration(), told);
        var urls = new LinkedHashSet<>(told);
        connection.credentials().values().stream().map(Secret::value).forEach(urls::add);
        urls.forEach(text -> told.addAll(hosts(text)));
        return new Disguise(told);
    }

    String hide(String said) {
        var hidden = ADDRESS.matcher(withoutNames(said)).replaceAll(MASK);
        return spelled.hide(told.matcher(hidden).replaceAll(MASK));
    }

    /** Without a name's end, which may be that of a sentence. */
    private static String withoutNames(String said) {
        return RUN.matcher(said).replaceAll(run -> {
            var whole = run.group();
            if (!NAME.matcher(run.group(1)).find()) {
                return Matcher.quoteReplacement(whole);
            }
            return whole.endsWith(".") ? MASK + "." : MASK;
        });
    }

    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isContainer()) {
            node.forEach(inner -> addTexts(inner, texts));
        } else if (!node.asString("").isBlank()) {
            texts.add(node.asString(""));
        }
    }

    private static List<String> hosts(String text) {
        try {
            var host = URI.create(text).getHost();
            return host == null ? List.of() : List.of(host);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
