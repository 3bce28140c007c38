package dev.tenantry.shared.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Language tags of BCP 47 whose language there is: {@code de-AT}. */
public final class LanguageTags {

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private LanguageTags() {}

    /** Null where it is none. */
    public static @Nullable Locale known(String tag) {
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            return LANGUAGES.contains(locale.getLanguage()) ? locale : null;
        } catch (IllformedLocaleException _) {
            return null;
        }
    }
}
