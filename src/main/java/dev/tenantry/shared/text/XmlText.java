package dev.tenantry.shared.text;

import java.util.stream.Collectors;

/** People's texts within XML: nothing of them becomes markup. */
public final class XmlText {

    private XmlText() {}

    /** As character references, but for letters, digits and blanks; what XML cannot have is left out. */
    public static String quoted(String words) {
        return words.codePoints()
                .filter(letter -> letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF
                        && !(letter >= 0xD800 && letter <= 0xDFFF))
                .mapToObj(letter -> letter == ' ' || Character.isLetterOrDigit(letter)
                        ? Character.toString(letter)
                        : "&#" + letter + ";")
                .collect(Collectors.joining());
    }
}
