package dev.tenantry.shared.pdf;

import java.text.Bidi;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import dev.tenantry.shared.pdf.PdfFonts.Glyph;

/** A line in the order in which it is drawn, from left to right, whichever ways its letters are read (Unicode's UAX 9). */
final class VisualOrder {

    /** Before which nothing is written from right to left. */
    private static final int FIRST = 0x590;
    /** In pairs. */
    private static final String MIRRORED = "()[]{}<>«»";

    private VisualOrder() {}

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
            var pair = levels[index] % 2 == 1 ? MIRRORED.indexOf(glyph.character()) : -1;
            placed[index] = pair < 0 ? glyph : glyphs.apply(MIRRORED.charAt(pair ^ 1));
            at += Character.charCount(glyph.character());
        }
        Bidi.reorderVisually(levels, 0, placed, 0, placed.length);
        return Arrays.stream(placed).map(Glyph.class::cast).toList();
    }
}
