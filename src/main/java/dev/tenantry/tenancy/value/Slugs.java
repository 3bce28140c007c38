package dev.tenantry.tenancy.value;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Names as addresses spell them. */
public final class Slugs {

    /** Lower-case letters and digits, with single hyphens between. */
    public static final String PATTERN = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int LONGEST = 60;
    /** Letters that are no Latin letter with a mark: how they are spelled with those, Cyrillic by ISO 9 without marks. */
    private static final Map<Character, String> SPELLING = spelling("""
            ß ss æ ae œ oe ø o đ d ð d ł l þ th ı i ħ h ŋ ng ŧ t ĸ k ſ s ə e
            а a б b в v г g ґ g д d е e є ye ж zh з z и i й i і i ї yi к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch
            ш sh щ shch ъ - ы y ь - э e ю yu я ya ђ dj ј j љ lj њ nj ћ c џ dz ў u қ q ғ g ң ng ү u ұ u һ h ө o
            α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o""");

    private Slugs() {}

    /** The name in the form of a slug; what cannot be spelled so becomes the other one. */
    public static String of(String name, String otherwise) {
        var spelled = new StringBuilder();
        for (var letter : Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toCharArray()) {
            spelled.append(SPELLING.getOrDefault(letter, String.valueOf(letter)));
        }
        var slug = shorten(spelled.toString().replaceAll("[^a-z0-9]+", "-"), LONGEST);
        return slug.isEmpty() ? otherwise : slug;
    }

    /** The slug where nothing has it, else the first of {@code slug-2}, {@code slug-3} and so on that nothing has. */
    public static String unused(String slug, Predicate<String> isTaken) {
        var candidate = slug;
        for (var number = 2; isTaken.test(candidate); number++) {
            var suffix = "-" + number;
            candidate = shorten(slug, LONGEST - suffix.length()) + suffix;
        }
        return candidate;
    }

    /** What the slug and all that {@link #unused} makes of it begin with. */
    public static String stem(String slug) {
        return shorten(slug, LONGEST - 10);
    }

    private static String shorten(String slug, int most) {
        return slug.substring(0, Math.min(slug.length(), most)).replaceAll("^-|-$", "");
    }

    private static Map<Character, String> spelling(String pairs) {
        var words = pairs.strip().split("\\s+");
        var spelling = new HashMap<Character, String>();
        for (var index = 0; index < words.length; index += 2) {
            spelling.put(words[index].charAt(0), words[index + 1].replace("-", ""));
        }
        return Map.copyOf(spelling);
    }
}
