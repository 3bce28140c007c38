package dev.tenantry.shared.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

import dev.tenantry.shared.pdf.PdfFonts.Glyph;

/** Writes texts onto pages of A4, from top to bottom, and goes on with the next one where one is full. Lengths are in points. */
public final class PdfPages implements AutoCloseable {

    public static final float MARGIN = 56;
    public static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float LEADING = 1.4f;
    private static final float FOOT = 28;
    private static final float FOOT_SIZE = 8;

    private final PDDocument document;
    private final PdfFonts fonts;
    private PDPageContentStream page;
    private float y;

    public PdfPages(PDDocument document, PdfFonts fonts) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.page = begin();
    }

    /** Some text beside others. @param right whether it ends at the right of its place */
    public record Cell(String text, float x, float width, boolean right) {

        public static Cell whole(String text) {
            return new Cell(text, 0, WIDTH, false);
        }
    }

    public void text(String text, float size) throws IOException {
        row(List.of(Cell.whole(text)), size);
    }

    public void gap(float height) {
        y -= height;
    }

    /** Each in as many lines as it takes; a row that does not fit is continued on the next page. */
    public void row(List<Cell> cells, float size) throws IOException {
        var columns = new ArrayList<List<List<Glyph>>>();
        var rightToLeft = new ArrayList<Boolean>();
        var most = 0;
        for (var cell : cells) {
            var text = fonts.clean(cell.text);
            var isRightToLeft = VisualOrder.isRightToLeft(text);
            var lines = lines(text, size, cell.width).stream()
                    .map(line -> VisualOrder.of(line, isRightToLeft, fonts::glyph))
                    .toList();
            rightToLeft.add(isRightToLeft);
            columns.add(lines);
            most = Math.max(most, lines.size());
        }
        for (var number = 0; number < most; number++) {
            advance(size * LEADING);
            for (var column = 0; column < cells.size(); column++) {
                if (number < columns.get(column).size()) {
                    var line = columns.get(column).get(number);
                    var cell = cells.get(column);
                    var indent = cell.right || rightToLeft.get(column) ? cell.width - width(line, size) : 0;
                    draw(page, line, MARGIN + cell.x + indent, y, size);
                }
            }
        }
    }

    public void rule() throws IOException {
        y -= 4;
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + WIDTH, y);
        page.stroke();
    }

    /** What stands at the foot of a page. */
    public interface Foot {

        /** @param page from 1 on */
        String of(int page, int count);
    }

    /** At the foot of every page. */
    public void number(Foot called) throws IOException {
        page.close();
        var count = document.getNumberOfPages();
        for (var index = 0; index < count; index++) {
            try (var foot = new PDPageContentStream(document, document.getPage(index),
                    PDPageContentStream.AppendMode.APPEND, true)) {
                var text = fonts.clean(called.of(index + 1, count));
                draw(foot, VisualOrder.of(glyphs(text), false, fonts::glyph), MARGIN, FOOT, FOOT_SIZE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        page.close();
    }

    private PDPageContentStream begin() throws IOException {
        var next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, next);
    }

    private void advance(float height) throws IOException {
        if (y - height < MARGIN) {
            page.close();
            page = begin();
        }
        y -= height;
    }

    /** Broken between words, and within what is longer than a line, as Chinese texts are. */
    private List<List<Glyph>> lines(String text, float size, float width) {
        var lines = new ArrayList<List<Glyph>>();
        List<Glyph> line = new ArrayList<>();
        var used = 0f;
        var space = -1;
        for (var glyph : glyphs(text)) {
            var wide = glyph.width() * size / 1000;
            if (used + wide > width && !line.isEmpty()) {
                var end = space > 0 ? space : line.size();
                lines.add(List.copyOf(line.subList(0, end)));
                line = new ArrayList<>(line.subList(Math.min(line.size(), space > 0 ? space + 1 : end), line.size()));
                used = width(line, size);
                space = -1;
            }
            if (glyph.character() == ' ') {
                space = line.size();
            }
            line.add(glyph);
            used += wide;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private List<Glyph> glyphs(String text) {
        return text.codePoints().mapToObj(fonts::glyph).toList();
    }

    private static float width(List<Glyph> line, float size) {
        return (float) line.stream().mapToDouble(Glyph::width).sum() * size / 1000;
    }

    private static void draw(PDPageContentStream onto, List<Glyph> line, float x, float y, float size)
            throws IOException {
        if (line.isEmpty()) {
            return;
        }
        onto.beginText();
        onto.newLineAtOffset(x, y);
        var from = 0;
        for (var to = 1; to <= line.size(); to++) {
            if (to == line.size() || line.get(to).font() != line.get(from).font()) {
                onto.setFont(line.get(from).font(), size);
                var run = new StringBuilder();
                line.subList(from, to).forEach(glyph -> run.appendCodePoint(glyph.character()));
                onto.showText(run.toString());
                from = to;
            }
        }
        onto.endText();
    }
}
