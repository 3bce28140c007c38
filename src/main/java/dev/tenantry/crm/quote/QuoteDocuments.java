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

import dev.tenantry.shared.money.Money;
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
    private static final float ITEM = PdfPages.WIDTH - 240;

    byte[] of(QuoteResponse quote, List<QuoteLine> lines) {
        try (var document = new PDDocument()) {
            var made = Objects.requireNonNullElse(quote.sentAt(), quote.updatedAt());
            document.setDocumentId(quote.id() * 31 + made.toEpochMilli());
            document.setDocumentInformation(information(quote, made));
            write(document, quote, lines);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static PDDocumentInformation information(QuoteResponse quote, Instant made) {
        var information = new PDDocumentInformation();
        information.setTitle(called(quote));
        information.setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        return information;
    }

    private static void write(PDDocument document, QuoteResponse quote, List<QuoteLine> lines) throws IOException {
        var fonts = new PdfFonts(document);
        try (var pages = new PdfPages(document, fonts)) {
            head(pages, quote);
            table(pages, lines);
            totals(pages, quote);
            if (quote.terms() != null) {
                pages.gap(TEXT);
                for (var line : quote.terms().lines().toList()) {
                    pages.text(line, TEXT);
                }
            }
            if (!fonts.missing().isEmpty()) {
                pages.gap(TEXT);
                pages.text("Not shown here, and replaced by a question mark: " + String.join(", ", fonts.missing())
                        + ". The page of the quote shows them.", SMALL);
            }
            pages.number(called(quote));
        }
    }

    private static void head(PdfPages pages, QuoteResponse quote) throws IOException {
        pages.text(called(quote), TITLE);
        pages.gap(TEXT);
        pages.text(quote.title(), TEXT + 2);
        optional(pages, "From: ", quote.sender());
        optional(pages, "For: ", quote.recipientName());
        if (quote.sentAt() != null) {
            pages.text("Date: " + quote.sentAt().atOffset(ZoneOffset.UTC).toLocalDate(), TEXT);
        }
        pages.text("Valid until: " + quote.expiresOn(), TEXT);
        pages.gap(TEXT);
    }

    private static void optional(PdfPages pages, String label, @Nullable String text) throws IOException {
        if (text != null) {
            pages.text(label + text, TEXT);
        }
    }

    private static void table(PdfPages pages, List<QuoteLine> lines) throws IOException {
        pages.row(columns("Item", "Quantity", "Price of one", "Net"), TEXT);
        pages.rule();
        for (var line : lines) {
            var unit = line.unit() == null ? "" : " " + line.unit();
            pages.row(columns(line.name(), QuoteFigures.number(line.quantity()) + unit,
                    QuoteFigures.money(line.unitPrice()),
                    QuoteFigures.money(line.net())), TEXT);
            if (line.description() != null) {
                pages.row(List.of(new Cell(line.description(), 0, ITEM, false)), SMALL);
            }
            var more = QuoteFigures.particulars(line);
            if (!more.isEmpty()) {
                pages.row(List.of(new Cell(more, 0, ITEM, false)), SMALL);
            }
        }
        pages.rule();
    }

    private static void totals(PdfPages pages, QuoteResponse quote) throws IOException {
        total(pages, "Net", quote.net());
        total(pages, "Tax", quote.tax());
        total(pages, "Total", quote.gross());
    }

    private static void total(PdfPages pages, String label, Money money) throws IOException {
        pages.row(columns(label, "", "", QuoteFigures.money(money)), TEXT);
    }

    private static List<Cell> columns(String item, String count, String price, String sum) {
        return List.of(new Cell(item, 0, ITEM - 8, false), new Cell(count, ITEM, 72, true),
                new Cell(price, ITEM + 78, 78, true), new Cell(sum, ITEM + 162, 78, true));
    }

    private static String called(QuoteResponse quote) {
        return quote.number() == null
                ? "Draft of a quote"
                : "Quote " + quote.number() + ", revision " + quote.revision()
                        + (quote.status() == QuoteStatus.DRAFT ? " (draft)" : "");
    }
}
