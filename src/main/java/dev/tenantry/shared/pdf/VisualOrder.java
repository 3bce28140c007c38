package dev.tenantry.shared.pdf;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import dev.tenantry.shared.pdf.PdfFonts.Glyph;

/** A line in the order in which it is drawn, from left to right, whichever ways its letters are read (Unicode's UAX 9). */
final class VisualOrder {

    /** Before which nothing is written from right to left. */
    private static final int FIRST = 0x590;
    private static final Map<Integer, Integer> MIRRORED = Map.of((int) '(', (int) ')', (int) ')', (int) '(', (int) '[',
            (int) ']',
            (int) ']', (int) '[', (int) '{', (int) '}', (int) '}', (int) '{', (int) '<', (int) '>', (int) '>',
            (int) '<',
            (int) '«', (int) '»', (int) '»', (int) '«');

    private VisualOrder() {}

    private record Placed(Glyph glyph, boolean isRightToLeft) {

        boolean isMark() {
            return isRightToLeft && Character.getType(glyph.character()) == Character.NON_SPACING_MARK;
        }
    }

    static boolean isRightToLeft(String text) {
        return text.codePoints().anyMatch(character -> character >= FIRST)
                && !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }

    /** @param isRightToLeft whether the text is, of which this is a line @param glyphs what characters are drawn as */
    static List<Glyph> of(List<Glyph> line, boolean isRightToLeft, IntFunction<Glyph> glyphs) {
        if (line.stream().noneMatch(glyph -> glyph.character() >= FIRST)) {
            return line;
        }
        var text = new StringBuilder();
        line.forEach(glyph -> text.appendCodePoint(glyph.character()));
        var bidi = new Bidi(text.toString(),
                isRightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
        var levels = new byte[line.size()];
        var placed = new Object[line.size()];
        var at = 0;
        for (var index = 0; index < line.size(); index++) {
            var glyph = line.get(index);
            levels[index] = (byte) bidi.getLevelAt(at);
            var isOdd = levels[index] % 2 == 1;
            var mirrored = isOdd ? MIRRORED.get(glyph.character()) : null;
            placed[index] = new Placed(mirrored == null ? glyph : glyphs.apply(mirrored), isOdd);
            at += Character.charCount(glyph.character());
        }
        Bidi.reorderVisually(levels, 0, placed, 0, placed.length);
        return marksBehind(placed);
    }

    /** Fonts draw marks over what was drawn before, which is the letter in either direction. */
    private static List<Glyph> marksBehind(Object[] placed) {
        var drawn = new ArrayList<Glyph>();
        var marks = new ArrayList<Glyph>();
        for (var one : placed) {
            var next = (Placed) one;
            if (next.isMark()) {
                marks.addFirst(next.glyph());
            } else {
                drawn.add(next.glyph());
                drawn.addAll(marks);
                marks.clear();
            }
        }
        drawn.addAll(marks);
        return drawn;
    }
}
