package dev.tenantry.crm.imports;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.SensitiveReadTrail;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.work.Job;

@RestController
@RequestMapping("/api/v1/imports")
@Resource("imports")
class ImportController {

    private final ImportService imports;
    private final ImportUploads uploads;
    private final ImportErrors errors;
    private final SensitiveReadTrail trail;
    private final ErrorMasks masks;

    ImportController(ImportService imports, ImportUploads uploads, ImportErrors errors, SensitiveReadTrail trail,
            ErrorMasks masks) {
        this.imports = imports;
        this.uploads = uploads;
        this.errors = errors;
        this.trail = trail;
        this.masks = masks;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<ImportSummary> list(ListRequest request) {
        return imports.list(request);
    }

    /**
     * Uploads a CSV file: UTF-8, or UTF-16 with a byte order mark, its columns named by the first row.
     *
     * @param target    what its rows are: {@code contacts}
     * @param delimiter between fields, one character or {@code tab}; absent: what a first line {@code sep=;} says, else
     *                  what all rows show, a comma, semicolon, tab or bar
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ImportResponse> upload(@RequestParam MultipartFile file,
            @SchemaResource(value = ImportTargets.NAMES, prefix = "Import") @RequestParam String target,
            @RequestParam(required = false) @Nullable String delimiter, HttpServletRequest http) {
        var uploaded = uploads.upload(file, target, delimiter);
        return ResponseEntity.created(URI.create(http.getRequestURI() + "/" + uploaded.id())).body(uploaded);
    }

    /** The import and, while it runs, its progress; without samples of the file to who may not read such records. */
    @GetMapping("/{id}")
    @RequiresPermission("read")
    ImportResponse get(@PathVariable Long id) {
        return imports.get(id);
    }

    /** Says how the columns become fields. Unless it says otherwise, imported opportunities publish no events. */
    @PutMapping("/{id}/mapping")
    @RequiresPermission({"create", "read"})
    @ImpersonationAllowed
    ImportResponse map(@PathVariable Long id, @Valid @RequestBody ImportMapping mapping, IfMatch ifMatch) {
        return imports.map(id, mapping, ifMatch);
    }

    /** Starts a dry run: everything but the writing, in the background. */
    @PutMapping("/{id}/dry-run")
    @RequiresPermission({"create", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportResponse> tryOut(@PathVariable Long id, IfMatch ifMatch) {
        return accepted(imports.run(id, ImportMode.DRY_RUN, ifMatch));
    }

    @DeleteMapping("/{id}/dry-run")
    @Unmetered
    @RequiresPermission({"create", "read"})
    @ImpersonationAllowed
    ImportResponse cancelDryRun(@PathVariable Long id, IfMatch ifMatch) {
        return imports.cancel(id, ImportMode.DRY_RUN, ifMatch);
    }

    /** Starts the run, in the background. Rows whose records are like that already change nothing. */
    @PutMapping("/{id}/run")
    @RequiresPermission({"create", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportResponse> run(@PathVariable Long id, IfMatch ifMatch) {
        return accepted(imports.run(id, ImportMode.RUN, ifMatch));
    }

    /** Cancels the run. What has been imported by then stays. */
    @DeleteMapping("/{id}/run")
    @Unmetered
    @RequiresPermission({"create", "read"})
    @ImpersonationAllowed
    ImportResponse cancelRun(@PathVariable Long id, IfMatch ifMatch) {
        return imports.cancel(id, ImportMode.RUN, ifMatch);
    }

    /**
     * The rows that were not imported, and why, as CSV: to be mended and imported again, by whoever may read such records. The
     * apostrophe before what a spreadsheet would take for a formula is no part of it, and taken off then; values that a row
     * has too many stand in its last column, as CSV. What is in no file of such records has a mask in its place. Fields are separated as in the file; where it has a byte order mark, or no
     * commas between them, there is such a mark.
     */
    @GetMapping(path = "/{id}/errors", produces = "text/csv")
    @RequiresPermission("read")
    @NotImpersonated
    @SensitiveRead("import.exported")
    void errors(@PathVariable Long id, HttpServletResponse response) throws IOException {
        var imported = imports.getReadable(id);
        var masked = masks.of(imported);
        trail.isAnswered();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-" + id + "-errors.csv\"");
        try (var file = new ErrorFile(response.getOutputStream(), imported)) {
            errors.forEach(id, error -> file.add(masked.of(error)));
        }
    }

    /** Deletes the import, its file and its errors. What it imported stays. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        imports.delete(id, ifMatch);
    }

    private static ResponseEntity<ImportResponse> accepted(ImportResponse imported) {
        return ResponseEntity.accepted()
                .location(URI.create(Job.path(ImportJobKind.NAME, imported.id())))
                .body(imported);
    }
}
