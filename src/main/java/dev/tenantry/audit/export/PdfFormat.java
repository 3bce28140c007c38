package dev.tenantry.audit.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.pdf.PdfFonts;
import dev.tenantry.shared.pdf.PdfPages;
import dev.tenantry.shared.problem.ProblemException;

/** As PDF, which is written at once and so has a bound: nothing of an entry is left out, and what would be too long is refused. */
@Component
class PdfFormat implements ExportFormat {

    static final int MOST_PAGES = 1_500;
    private static final int MOST_LIST_PAGES = 20;
    private static final float TITLE = 16;
    private static final float TEXT = 9;
    private static final float SMALL = 7;
    private static final Set<String> HEAD = Set.of("id", "createdAt", "actionType", "resourceType", "resourceId");

    private final JsonMapper json;
    private final ExportHeads heads;

    PdfFormat(JsonMapper json, ExportHeads heads) {
        this.json = json;
        this.heads = heads;
    }

    @Override
    public ExportType type() {
        return ExportType.PDF;
    }

    @Override
    public int mostPages() {
        return MOST_LIST_PAGES;
    }

    @Override
    public Set<String> names(AuditLogExport export) {
        return Set.of("profile/" + export.getRequestedBy());
    }

    @Override
    public byte[] write(AuditLogExport export, List<AuditLogResponse> entries, boolean isFirst, boolean isLast)
            throws IOException {
        try (var document = new PDDocument()) {
            var fonts = new PdfFonts(document);
            try (var pages = new PdfPages(document, fonts)) {
                begin(pages, heads.of(export), entries.size());
                for (var entry : entries) {
                    write(pages, entry);
                    demandRoom(document);
                }
                if (!fonts.missing().isEmpty()) {
                    pages.gap(TEXT);
                    pages.text("Not shown here, but by their code points: " + String.join(", ", fonts.missing())
                            + ". An export as CSV or JSON has them.", SMALL);
                }
                pages.number((page, count) -> "Audit log, page " + page + " of " + count);
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void begin(PdfPages pages, List<String> head, int entries) throws IOException {
        pages.text(head.getFirst(), TITLE);
        for (var line : head.subList(1, head.size())) {
            pages.text(line, TEXT);
        }
        pages.text(entries + (entries == 1 ? " entry" : " entries"), TEXT);
    }

    private void write(PdfPages pages, AuditLogResponse entry) throws IOException {
        pages.gap(TEXT / 2);
        pages.rule();
        var about = entry.resourceId() == null ? entry.resourceType() : entry.resourceType() + " " + entry.resourceId();
        pages.text(entry.createdAt() + "  " + entry.actionType() + "  " + about, TEXT);
        pages.text("entry " + entry.id() + ": " + details(json.valueToTree(entry)), SMALL);
    }

    private static String details(JsonNode entry) {
        return entry.propertyStream()
                .filter(property -> !HEAD.contains(property.getKey()) && !property.getValue().isNull())
                .map(property -> property.getKey() + " " + (property.getValue().isContainer()
                        ? property.getValue().toString()
                        : property.getValue().asString()))
                .collect(Collectors.joining(", "));
    }

    private static void demandRoom(PDDocument document) {
        if (document.getNumberOfPages() > MOST_PAGES) {
            throw ProblemException.conflict("a PDF has at most " + MOST_PAGES
                    + " pages, which these entries are too long for: narrow the filter, or export CSV or JSON");
        }
    }
}
