package dev.tenantry.shared.pdf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of Arabic by how they join with those beside them: as the characters that Unicode has for each form, so that a font needs no rules for it.
 * The forms of a letter stand in one order there: alone, at the end, at the beginning, in the middle.
 */
final class ArabicForms {

    private static final int LAM = 0x644;
    private static final int TATWEEL = 0x640;
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final int TWO = 2;
    private static final int FOUR = 4;
    private static final Map<Integer, List<Integer>> FORMS = new HashMap<>();
    /** Of a lam with the alef that follows it. */
    private static final Map<Integer, List<Integer>> LIGATURES = new HashMap<>();

    static {
        read(0xFE80, 0xFEFC);
        read(0xFB50, 0xFBFF);
    }

    private ArabicForms() {}

    private static void read(int from, int to) {
        for (var form = from; form <= to; form++) {
            var letters = Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKC).codePoints().toArray();
            if (letters.length == 1 && letters[0] != form) {
                FORMS.computeIfAbsent(letters[0], _ -> new ArrayList<>()).add(form);
            } else if (letters.length == TWO && letters[0] == LAM) {
                LIGATURES.computeIfAbsent(letters[1], _ -> new ArrayList<>()).add(form);
            }
        }
    }

    static String of(String text) {
        if (text.codePoints().noneMatch(FORMS::containsKey)) {
            return text;
        }
        var letters = text.codePoints().toArray();
        var joined = new StringBuilder();
        for (var at = 0; at < letters.length; at++) {
            var isJoinedBefore = joinsNext(neighbour(letters, at, -1));
            if (letters[at] == LAM && at + 1 < letters.length && LIGATURES.containsKey(letters[at + 1])) {
                at++;
                joined.appendCodePoint(LIGATURES.getOrDefault(letters[at], List.of()).get(isJoinedBefore ? 1 : 0));
            } else {
                joined.appendCodePoint(form(letters[at], isJoinedBefore, joinsFormer(neighbour(letters, at, 1))));
            }
        }
        return joined.toString();
    }

    private static int form(int letter, boolean isJoinedBefore, boolean isJoinedBehind) {
        var forms = FORMS.getOrDefault(letter, List.of(letter));
        var form = isJoinedBehind && forms.size() >= FOUR ? TWO : 0;
        return forms.get(isJoinedBefore && forms.size() >= TWO ? form + 1 : form);
    }

    /** Marks do not come between letters. */
    private static int neighbour(int[] letters, int at, int step) {
        var next = at + step;
        while (next >= 0 && next < letters.length && isPassedOver(letters[next])) {
            next += step;
        }
        return next < 0 || next >= letters.length ? ' ' : letters[next];
    }

    private static boolean isPassedOver(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK -> true;
            case Character.FORMAT -> character != JOINER && character != NON_JOINER;
            default -> false;
        };
    }

    private static boolean joinsNext(int letter) {
        return letter == TATWEEL || letter == JOINER || FORMS.getOrDefault(letter, List.of()).size() >= FOUR;
    }

    private static boolean joinsFormer(int letter) {
        return letter == TATWEEL || letter == JOINER || FORMS.getOrDefault(letter, List.of()).size() >= TWO;
    }
}
