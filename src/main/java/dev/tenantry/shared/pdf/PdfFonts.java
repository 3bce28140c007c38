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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.core.io.ClassPathResource;

/**
 * The fonts of a document, of which it has what it shows: Liberation Sans for Latin, Greek and Cyrillic, DejaVu Sans for Arabic, Hebrew, Armenian, Georgian
 * and symbols, Droid Sans Fallback for Chinese and Japanese, NanumSquare for Korean, each read where there is any of it. Of other scripts, which would need
 * rules or fonts that there are not, the code points stand there.
 */
public final class PdfFonts {

    private static final List<String> FONTS = List.of("org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf",
            "crm/fonts/DejaVuSans.ttf", "crm/fonts/DroidSansFallbackFull.ttf", "crm/fonts/NanumSquareR.ttf");
    private static final Set<UnicodeScript> SHOWN = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED,
            UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO, UnicodeScript.ARABIC,
            UnicodeScript.HEBREW, UnicodeScript.ARMENIAN, UnicodeScript.GEORGIAN);

    private final PDDocument document;
    private final List<Font> loaded = new ArrayList<>();
    private final Map<Integer, Optional<Glyph>> glyphs = new HashMap<>();
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
        return ArabicForms.of(Normalizer.normalize(text, Normalizer.Form.NFC))
                .codePoints()
                .filter(character -> !isUnseen(character))
                .mapToObj(this::shown)
                .collect(Collectors.joining())
                .strip();
    }

    /** How letters join is settled, and how symbols look is the font's. */
    private static boolean isUnseen(int character) {
        return Character.getType(character) == Character.FORMAT || character >= 0xFE00 && character <= 0xFE0F
                || character >= 0xE0100 && character <= 0xE01EF;
    }

    private String shown(int character) {
        if (Character.isWhitespace(character) || Character.isISOControl(character)
                || Character.isSpaceChar(character)) {
            return " ";
        }
        if (find(character).isPresent()) {
            return Character.toString(character);
        }
        missing.add(called(character));
        return "[" + codePoint(character) + "]";
    }

    /** Of what {@link #clean} leaves. */
    Glyph glyph(int character) {
        return find(character).orElseThrow();
    }

    private Optional<Glyph> find(int character) {
        return glyphs.computeIfAbsent(character, this::load);
    }

    /** Scripts, and symbols, of which code points stand there. */
    public Set<String> missing() {
        return missing;
    }

    private Optional<Glyph> load(int character) {
        for (var place = 0; isShown(character) && place < FONTS.size(); place++) {
            if (font(place).has(character)) {
                return Optional.of(glyph(character, font(place)));
            }
        }
        return Optional.empty();
    }

    private static boolean isShown(int character) {
        return SHOWN.contains(UnicodeScript.of(character));
    }

    private static String called(int character) {
        var script = UnicodeScript.of(character);
        return script == UnicodeScript.COMMON || SHOWN.contains(script)
                ? codePoint(character)
                : script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String codePoint(int character) {
        return String.format(Locale.ROOT, "U+%04X", character);
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
