package dev.tenantry.crm.imports.mapping;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Countries by what people call them: by their codes, and by their names in the languages that files are written in. */
final class Countries {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl");
    /** What countries are called besides. */
    private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("uk", "GB"),
            Map.entry("greatbritain", "GB"), Map.entry("england", "GB"), Map.entry("scotland", "GB"),
            Map.entry("wales", "GB"), Map.entry("grossbritannien", "GB"), Map.entry("großbritannien", "GB"),
            Map.entry("unitedstatesofamerica", "US"), Map.entry("theunitedstates", "US"), Map.entry("america", "US"),
            Map.entry("vereinigtestaatenvonamerika", "US"), Map.entry("etatsunisdamerique", "US"),
            Map.entry("eeuu", "US"), Map.entry("estadosunidosdeamerica", "US"), Map.entry("holland", "NL"),
            Map.entry("thenetherlands", "NL"), Map.entry("brd", "DE"), Map.entry("federalrepublicofgermany", "DE"),
            Map.entry("czechrepublic", "CZ"), Map.entry("czechia", "CZ"), Map.entry("tschechischerepublik", "CZ"),
            Map.entry("turkey", "TR"), Map.entry("russianfederation", "RU"), Map.entry("southkorea", "KR"),
            Map.entry("republicofkorea", "KR"), Map.entry("uae", "AE"), Map.entry("ivorycoast", "CI"),
            Map.entry("el", "GR"));
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");
    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** Its two capital letters, ISO 3166; null where nobody calls one so, or several are called so. */
    static @Nullable String code(String text) {
        return CODES.get(fold(text));
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        var several = new HashSet<String>();
        for (var code : Locale.getISOCountries()) {
            var country = new Locale.Builder().setRegion(code).build();
            for (var language : LANGUAGES) {
                var name = fold(country.getDisplayCountry(Locale.forLanguageTag(language)));
                var other = codes.putIfAbsent(name, code);
                if (other != null && !other.equals(code)) {
                    several.add(name);
                }
            }
        }
        several.forEach(codes::remove);
        for (var code : Locale.getISOCountries()) {
            codes.put(fold(code), code);
            codes.put(fold(new Locale.Builder().setRegion(code).build().getISO3Country()), code);
        }
        codes.putAll(OTHERS);
        codes.remove("");
        return Map.copyOf(codes);
    }

    private static String fold(String text) {
        return NO_LETTER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }
}
