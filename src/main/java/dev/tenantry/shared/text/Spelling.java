package dev.tenantry.shared.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of the texts that {@link Folding} takes for the same is meant. Who looks for a text wants it found without its marks; who
 * writes by it must not write to another one that differs by a mark, which can be another letter: Ö and O, Ş and S.
 */
public final class Spelling {

    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");
    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{Cc}]+");
    private static final Pattern APOSTROPHE = Pattern.compile("[‘’‚‛ʹʻʼʽˈ′`]");
    private static final Pattern QUOTE = Pattern.compile("[“”„‟«»″]");
    private static final Pattern DASH = Pattern.compile("[‐‑‒–—―−]");

    private Spelling() {}

    /** The text but for case, spaces, signs and Unicode form. Those of which this is equal have the same folded form, too. */
    public static String of(String text) {
        // A spacing accent alone would come apart into a space and a mark.
        var seen = UNSEEN.matcher(text.replace('´', '\'')).replaceAll("");
        var composed = signs(Normalizer.normalize(seen, Normalizer.Form.NFKC)).replace('İ', 'i');
        // There and back: of ß there is a capital letter, and a capital form of two.
        var cased = composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return SPACE.matcher(cased).replaceAll(" ").strip();
    }

    private static String signs(String text) {
        var quoted = QUOTE.matcher(APOSTROPHE.matcher(text).replaceAll("'")).replaceAll("\"");
        return DASH.matcher(quoted).replaceAll("-");
    }

    /**
     * Those that are meant: the ones that are written just so, else but for what {@link #of(String)} leaves out, else all.
     *
     * @param found   what has the same folded form
     * @param isClose whether to leave out those that are spelled differently
     */
    public static <T> List<T> nearest(Collection<T> found, Function<T, String> text, String sought, boolean isClose) {
        var same = found.stream().filter(one -> sought.equals(text.apply(one))).toList();
        if (!same.isEmpty()) {
            return same;
        }
        var form = of(sought);
        var alike = found.stream().filter(one -> form.equals(of(text.apply(one)))).toList();
        if (!alike.isEmpty()) {
            return alike;
        }
        var silent = found.stream()
                .filter(one -> isPlainCapitals(sought) || isPlainCapitals(text.apply(one)))
                .toList();
        return isClose || !silent.isEmpty() ? silent : List.copyOf(found);
    }

    /**
     * Whether the text is in capitals without marks, which is how many programs and some languages write what has marks else:
     * it says nothing of them.
     */
    public static boolean isPlainCapitals(String text) {
        return text.equals(text.toUpperCase(Locale.ROOT)) && !text.equals(text.toLowerCase(Locale.ROOT))
                && Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().noneMatch(Spelling::isMark);
    }

    private static boolean isMark(int character) {
        return Character.getType(character) == Character.NON_SPACING_MARK;
    }

    /** The texts among these that others of the same folded form are spelled differently from. @param forms by text */
    public static Set<String> contested(Map<String, ?> forms) {
        var texts = forms.keySet().stream().collect(Collectors.groupingBy(forms::get));
        var contested = new ArrayList<String>();
        texts.values()
                .stream()
                .filter(same -> same.stream()
                        .filter(text -> !isPlainCapitals(text))
                        .map(Spelling::of)
                        .distinct()
                        .count() > 1)
                .forEach(contested::addAll);
        return Set.copyOf(contested);
    }
}
