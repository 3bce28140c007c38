package dev.tenantry.audit.classification;

import java.io.IOException;
import java.io.StringWriter;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;

@RestController
@RequestMapping("/api/v1/data-map")
class DataMapController {

    private final DataMap map;

    DataMapController(DataMap map) {
        this.map = map;
    }

    @GetMapping
    @RequiresPermission("data-classifications:read")
    Page<DataMapEntry> list(PageRequest request, @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable Sensitivity level,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable Boolean encrypted,
            @RequestParam(required = false) @Nullable Boolean overridden) {
        return map.page(map.filter(table, level, tag, encrypted, overridden), request);
    }

    /** The same as CSV, whole. */
    @GetMapping(path = "/export", produces = "text/csv")
    @RequiresPermission("data-classifications:read")
    ResponseEntity<String> export(@RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable Sensitivity level,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable Boolean encrypted,
            @RequestParam(required = false) @Nullable Boolean overridden) throws IOException {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(DataMapEntry.HEAD);
            map.all(map.filter(table, level, tag, encrypted, overridden))
                    .forEach(column -> writer.writeRecord(column.cells()));
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data-map.csv\"")
                .body(text.toString());
    }
}
