package dev.tenantry.crm.quote;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.money.Money;

import static org.assertj.core.api.Assertions.assertThat;

/** Quotes as PDF: the same each time, with its fonts, and honest about what it cannot show. */
class QuoteDocumentTests {

    private static final Instant SENT = Instant.parse("2026-03-02T08:00:00Z");
    private final QuoteDocuments documents = new QuoteDocuments();

    @Test
    void areTheSameBytesEachTime() {
        var quote = quote("Looms", "Net 30");

        assertThat(documents.of(quote, List.of(line(1, "Loom", null))))
                .isEqualTo(new QuoteDocuments().of(quote, List.of(line(1, "Loom", null))));
    }

    @Test
    void showLatinGreekCyrillicAndChineseJapaneseKorean() throws IOException {
        var text = text(documents.of(quote("Žluťoučký kůň Ελλάδα Україна", null),
                List.of(line(1, "织机 はた 베틀", "Größe"))));

        assertThat(text).contains("Žluťoučký kůň Ελλάδα Україна", "织机 はた 베틀", "Größe", "Quote Q-2026-0001, revision 1",
                "240.00 EUR", "page 1 of 1");
        assertThat(text).doesNotContain("Not shown here");
    }

    @Test
    void areWrittenAsTheOrganizationWritesAndTellTaxesAndPaymentsApart() throws IOException {
        var large = new QuoteLine(1, "Webstuhl", null, "Stück", null, new BigDecimal("1234.5"), eur("123456789.00"),
                null, null, new BigDecimal("8.1"), eur("200.00"), eur("16.20"), eur("216.20"));
        var yearly = new QuoteLine(2, "Wartung", null, null, 12, BigDecimal.ONE, eur("100.00"), new BigDecimal("12.5"),
                null, new BigDecimal("2.6"), eur("100.00"), eur("2.60"), eur("102.60"));

        var german = text(documents.of(quote("Stühle", null, "de", "de-CH", "dd.MM.yyyy"), List.of(large, yearly)));
        var arabic = text(documents.of(quote("Looms", null, "ar", "ar-AE", "dd/MM/yyyy"), List.of(large)));

        assertThat(german).contains("Angebot Q-2026-0001, Fassung 1", "Von: Weavers", "1 Loom Lane", "GB123456789",
                "Für: Xi", "Silk Ltd.", "8000 Zürich", "Gültig bis: 01.04.2026", "1’234.5 Stück", "123’456’789.00 EUR",
                "Alle 12 Monate zu zahlen. Rabatt 12.5 %. Steuer 2.6 %: 2.60 EUR",
                "8.1 % Steuer auf 200.00 EUR 16.20 EUR",
                "2.6 % Steuer auf 100.00 EUR 2.60 EUR", "Einmalig, mit Steuer 216.20 EUR",
                "Alle 12 Monate, mit Steuer 102.60 EUR", "Summe der ersten Zahlungen 240.00 EUR", "Seite 1 von 1");
        assertThat(arabic).contains("Quote Q-2026-0001", "01/04/2026").doesNotContain("Not shown here");
    }

    @Test
    void sayWhatTheyCannotShow() throws IOException {
        var text = text(documents.of(quote("ไทย", null), List.of(line(1, "Loom \uD83E\uDDD1", null))));

        assertThat(text).contains("[U+0E44][U+0E17][U+0E22]", "Loom [U+1F9D1]", "Not shown here", "Thai", "U+1F9D1");
        assertThat(text).doesNotContain("?");
    }

    /** Joined, from right to left within what is read from left to right, and as what was written where it is copied. */
    @Test
    void showArabicAndHebrew() throws IOException {
        var text = text(documents.of(quote("سلام لا بأس (مرحبا) 123", null),
                List.of(line(1, "Loom שלום", "گفت‌وگو پچ \uD83D\uDE00"))));

        assertThat(text).contains("سلام لا بأس (مرحبا) 123", "Loom שלום", "گفتوگو پچ")
                .doesNotContain("Not shown here", "[U+");
    }

    @Test
    void embedTheirFonts() throws IOException {
        try (var document = Loader.loadPDF(documents.of(quote("Looms", null), List.of(line(1, "织机", null))))) {
            var resources = document.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
            }
        }
    }

    @Test
    void goOnOnFurtherPagesWithinBounds() throws IOException {
        var lines = IntStream.rangeClosed(1, 60)
                .mapToObj(place -> line(place, "Loom " + place, "x".repeat(200)))
                .toList();

        try (var document = Loader.loadPDF(documents.of(quote("Looms", "a\n".repeat(300)), lines))) {
            assertThat(document.getNumberOfPages()).isBetween(8, 30);
            assertThat(new PDFTextStripper().getText(document)).contains("Loom 60");
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static QuoteLine line(int place, String name, @Nullable String description) {
        return new QuoteLine(place, name, description, "piece", null, new BigDecimal("2"), eur("100.00"), null, null,
                new BigDecimal("20"), eur("200.00"), eur("40.00"), eur("240.00"));
    }

    private static QuoteResponse quote(String title, @Nullable String terms) {
        return quote(title, terms, null, null, null);
    }

    private static QuoteResponse quote(String title, @Nullable String terms, @Nullable String language,
            @Nullable String locale, @Nullable String dateFormat) {
        return new QuoteResponse(1L, 2L, "Q-2026-0001", 1, QuoteStatus.SENT, title, "Weavers", null, "Xi", null,
                "1 Loom Lane\nGB123456789", "Silk Ltd.\n8000 Zürich", language, locale, dateFormat,
                eur("200.00"), eur("40.00"), eur("240.00"), terms, LocalDate.of(2026, 4, 1), SENT, null, SENT, null,
                null,
                null, null, 1, SENT, SENT);
    }

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
