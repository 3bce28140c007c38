package dev.tenantry.audit.export;

import java.io.IOException;

import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file as an answer, to be saved. */
final class ExportFileResponses {

    private ExportFileResponses() {}

    static ResponseEntity<InputStreamResource> of(ExportDownloads.Download download) throws IOException {
        var export = download.export();
        var disposition = ContentDisposition.attachment().filename(export.getFilePath()).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(export.getExportType().mediaType()))
                .contentLength(export.getFileSizeBytes())
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(download.open()));
    }
}
