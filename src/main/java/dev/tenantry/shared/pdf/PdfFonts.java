package dev.tenantry.shared.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.core.io.ClassPathResource;

/**
 * The fonts of a document, of which it has what it shows: Liberation Sans for Latin, Greek and Cyrillic, Droid Sans Fallback for Chinese
 * and Japanese, NanumSquare for Korean, each read where there is any of it. Other scripts would need shaping or fonts that there are not: they are told.
 */
public final class PdfFonts {

    private static final List<String> FONTS = List.of("org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf",
            "crm/fonts/DroidSansFallbackFull.ttf", "crm/fonts/NanumSquareR.ttf");
    private static final Set<UnicodeScript> SHOWN = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED,
            UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO);
    private static final int SUBSTITUTE = '?';

    private final PDDocument document;
    private final List<Font> loaded = new ArrayList<>();
    private final Map<Integer, Glyph> glyphs = new HashMap<>();
    private final TreeSet<String> missing = new TreeSet<>();

    public PdfFonts(PDDocument document) {
        this.document = document;
    }

    private record Font(PDFont font, CmapLookup characters) {

        boolean has(int character) {
            return characters.getGlyphId(character) != 0;
        }
    }

    /** @param width in thousandths of the font's size */
    record Glyph(int character, PDFont font, float width) {}

    /** As it is drawn: on one line, with what cannot be shown replaced and remembered. */
    String clean(String text) {
        var clean = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .map(character -> Character.isWhitespace(character) || Character.isISOControl(character)
                        || Character.isSpaceChar(character)
                                ? ' '
                                : glyph(character).character())
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    Glyph glyph(int character) {
        return glyphs.computeIfAbsent(character, this::find);
    }

    /** Scripts, and symbols, of which something was replaced. */
    public Set<String> missing() {
        return missing;
    }

    private Glyph find(int character) {
        for (var place = 0; isShown(character) && place < FONTS.size(); place++) {
            if (font(place).has(character)) {
                return glyph(character, font(place));
            }
        }
        missing.add(called(character));
        return glyph(SUBSTITUTE, font(0));
    }

    private static boolean isShown(int character) {
        return SHOWN.contains(UnicodeScript.of(character));
    }

    private static String called(int character) {
        var script = UnicodeScript.of(character);
        return script == UnicodeScript.COMMON || SHOWN.contains(script)
                ? String.format(Locale.ROOT, "U+%04X", character)
                : script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Glyph glyph(int character, Font font) {
        try {
            return new Glyph(character, font.font, font.font.getStringWidth(Character.toString(character)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Those before it have been asked, and do not have what is looked for. */
    private Font font(int place) {
        if (place == loaded.size()) {
            loaded.add(load(FONTS.get(place)));
        }
        return loaded.get(place);
    }

    private Font load(String resource) {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            var parsed = new TTFParser().parse(new RandomAccessReadBuffer(in));
            // Ligatures are looked for by patterns that are made anew for each line, which takes longer than all else.
            parsed.setEnableGsub(false);
            return new Font(PDType0Font.load(document, parsed, true), parsed.getUnicodeCmapLookup());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
