package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

import dev.tenantry.crm.imports.csv.CsvProfile;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;

/** Takes files in: each is read to its end first, so that what is kept can be read. */
@Component
class ImportUploads {

    private static final int NAME_LENGTH = 255;

    private final EntityManager entities;
    private final ImportFiles files;
    private final ImportJobs jobs;
    private final ImportAudit audit;
    private final ImportSettings settings;
    private final OrganizationConventions organization;
    private final ImportMappings mappings;
    private final TransactionTemplate transaction;

    ImportUploads(EntityManager entities, ImportFiles files, ImportJobs jobs, ImportAudit audit,
            ImportSettings settings, OrganizationConventions organization, ImportMappings mappings,
            PlatformTransactionManager transactions) {
        this.entities = entities;
        this.files = files;
        this.jobs = jobs;
        this.audit = audit;
        this.settings = settings;
        this.organization = organization;
        this.mappings = mappings;
        this.transaction = new TransactionTemplate(transactions);
    }

    ImportResponse upload(MultipartFile file, String resource, @Nullable String delimiter) {
        var target = mappings.target(resource);
        var limit = settings.maxFileSize();
        if (file.getSize() > limit.toBytes()) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "a file may have " + limit.toMegabytes() + " MB");
        }
        try {
            var profile = CsvProfile.of(file, settings.limits(), delimiter, organization.conventions());
            var imported = new Import(target, name(file), file.getSize(), profile, TenantContext.currentUser());
            try (var in = file.getInputStream()) {
                return transaction.execute(_ -> {
                    keep(imported, in);
                    return ImportResponse.of(imported, mappings.suggest(imported), Set.of(), imported.getCreatedAt());
                });
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void keep(Import imported, InputStream in) {
        entities.persist(imported);
        entities.flush();
        try {
            files.store(imported.getId(), in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        jobs.add(imported.getId());
        audit.created(imported);
    }

    /** As the client calls it, without folders and control characters. */
    private static String name(MultipartFile file) {
        var given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (name.isEmpty()) {
            return "file.csv";
        }
        return Texts.end(name, NAME_LENGTH);
    }
}
