package dev.tenantry.crm.quote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.pdf.PdfFonts;
import dev.tenantry.shared.pdf.PdfPages;
import dev.tenantry.shared.pdf.PdfPages.Cell;

/**
 * Writes quotes as PDF: of the same version the same bytes, so that nothing in it depends on when it is made, on settings, or on what has
 * become of the quote.
 */
@Component
class QuoteDocuments {

    private static final float TEXT = 10;
    private static final float SMALL = 8;
    private static final float TITLE = 18;
    private static final float WIDTH = PdfPages.WIDTH;
    private static final float GAP = 8;
    private static final float COUNT = 66;
    /** Of an amount below a thousand million, with its currency. */
    private static final float MONEY = 102;
    private static final float ITEM = WIDTH - COUNT - 2 * GAP - 2 * MONEY;

    byte[] of(QuoteResponse quote, List<QuoteLine> lines) {
        try (var document = new PDDocument()) {
            var text = QuoteText.drawn(quote.format());
            var made = Objects.requireNonNullElse(quote.sentAt(), quote.updatedAt());
            document.setDocumentId(quote.id() * 31 + made.toEpochMilli());
            document.setDocumentInformation(information(quote, text, made));
            write(document, quote, text, lines);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static PDDocumentInformation information(QuoteResponse quote, QuoteText text, Instant made) {
        var information = new PDDocumentInformation();
        information.setTitle(called(quote, text));
        information.setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        return information;
    }

    private static void write(PDDocument document, QuoteResponse quote, QuoteText text, List<QuoteLine> lines)
            throws IOException {
        var fonts = new PdfFonts(document);
        try (var pages = new PdfPages(document, fonts)) {
            head(pages, quote, text);
            table(pages, lines, text);
            for (var total : text.totals(quote, lines)) {
                pages.row(List.of(new Cell(total.label(), 0, ITEM + COUNT, false),
                        new Cell(total.amount(), ITEM + COUNT, WIDTH - ITEM - COUNT, true)), TEXT);
            }
            if (quote.terms() != null) {
                pages.gap(TEXT);
                for (var line : quote.terms().lines().toList()) {
                    pages.text(line, TEXT);
                }
            }
            if (!fonts.missing().isEmpty()) {
                pages.gap(TEXT);
                pages.text(text.of("missing", String.join(", ", fonts.missing())), SMALL);
            }
            pages.number((page, count) -> text.of("page", called(quote, text), page, count));
        }
    }

    private static void head(PdfPages pages, QuoteResponse quote, QuoteText text) throws IOException {
        pages.text(called(quote, text), TITLE);
        pages.gap(TEXT);
        pages.text(quote.title(), TEXT + 2);
        party(pages, text.of("from"), quote.sender(), quote.senderDetails());
        party(pages, text.of("for"), quote.recipientName(), quote.recipientDetails());
        if (quote.sentAt() != null) {
            pages.text(
                    text.of("date") + ": " + text.format().day(quote.sentAt().atOffset(ZoneOffset.UTC).toLocalDate()),
                    TEXT);
        }
        pages.text(text.of("until") + ": " + text.format().day(quote.expiresOn()), TEXT);
        pages.gap(TEXT);
    }

    private static void party(PdfPages pages, String label, @Nullable String name, @Nullable String details)
            throws IOException {
        if (name != null) {
            pages.text(label + ": " + name, TEXT);
        }
        if (details != null) {
            for (var line : details.lines().toList()) {
                pages.text(line, TEXT);
            }
        }
    }

    private static void table(PdfPages pages, List<QuoteLine> lines, QuoteText text) throws IOException {
        pages.row(columns(text.of("item"), text.of("quantity"), text.of("price"), text.of("net")), TEXT);
        pages.rule();
        for (var line : lines) {
            pages.row(columns(line.name(), text.count(line), text.format().money(line.unitPrice()),
                    text.format().money(line.net())), TEXT);
            if (line.description() != null) {
                pages.text(line.description(), SMALL);
            }
            var more = text.particulars(line);
            if (!more.isEmpty()) {
                pages.text(more, SMALL);
            }
        }
        pages.rule();
    }

    private static List<Cell> columns(String item, String count, String price, String sum) {
        return List.of(new Cell(item, 0, ITEM - GAP, false), new Cell(count, ITEM, COUNT, true),
                new Cell(price, ITEM + COUNT + GAP, MONEY, true),
                new Cell(sum, ITEM + COUNT + 2 * GAP + MONEY, MONEY, true));
    }

    private static String called(QuoteResponse quote, QuoteText text) {
        return quote.number() == null
                ? text.of("draft-of")
                : text.of("quote", quote.number()) + ", " + text.of("revision", quote.revision())
                        + (quote.status() == QuoteStatus.DRAFT ? " " + text.of("draft") : "");
    }
}
