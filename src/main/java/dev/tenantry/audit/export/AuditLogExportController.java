package dev.tenantry.audit.export;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.work.Job;

@RestController
@RequestMapping("/api/v1/audit-log-exports")
class AuditLogExportController {

    private static final String CSV = "text/csv";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String PDF = MediaType.APPLICATION_PDF_VALUE;

    private final AuditLogExportService exports;
    private final ExportDownloads downloads;

    AuditLogExportController(AuditLogExportService exports, ExportDownloads downloads) {
        this.exports = exports;
        this.downloads = downloads;
    }

    @GetMapping
    @RequiresPermission("audit-log-exports:read")
    Page<AuditLogExportResponse> list(ListRequest request) {
        return exports.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("audit-log-exports:read")
    AuditLogExportResponse get(@PathVariable UUID id) {
        return exports.get(id);
    }

    /** Writes a file in the background, with what the caller may see of the entries, as long as that is so. */
    @PostMapping
    @RequiresPermission({"audit-log-exports:create", "audit-logs:read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AuditLogExportResponse> create(@Valid @RequestBody AuditLogExportRequest request) {
        var export = exports.create(request);
        return ResponseEntity.accepted().location(URI.create(Job.path(ExportJobKind.NAME, export.id()))).body(export);
    }

    /** The file. It takes what it took to see the values that it shows. */
    @GetMapping(path = "/{id}/file", produces = {CSV, JSON, PDF})
    @RequiresPermission({"audit-log-exports:read", "audit-logs:read"})
    @NotImpersonated
    @ApiResponse(responseCode = "200", content = {@Content(mediaType = CSV, schema = @Schema(type = "string")),
        @Content(mediaType = JSON, array = @ArraySchema(schema = @Schema(implementation = AuditLogResponse.class))),
        @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))})
    ResponseEntity<InputStreamResource> download(@PathVariable UUID id) throws IOException {
        return ExportFileResponses.of(downloads.download(id));
    }

    /** Makes a link to the file, for whoever has it, which is told this once; the one before leads nowhere any more. It leads there as long as whoever asked for the export and whoever made the link may see what it shows, by the API keys that they did so with. */
    @PostMapping("/{id}/link")
    @RequiresPermission({"audit-log-exports:read", "audit-logs:read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ExportLinkResponse> link(@PathVariable UUID id) {
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(downloads.link(id));
    }

    /** Deletes it with its file, whether it is being written or not. */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("audit-log-exports:delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        exports.delete(id, ifMatch);
    }
}
