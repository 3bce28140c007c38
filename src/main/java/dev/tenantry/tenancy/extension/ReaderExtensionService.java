package dev.tenantry.tenancy.extension;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.web.MergePatch;

@Service
@Transactional(readOnly = true)
class ReaderExtensionService extends ExtensionService<ReaderExtensionRequest, ReaderExtension> {

    ReaderExtensionService(ExtensionStore store, MergePatch patches, AuditTrail trail, JsonMapper json) {
        super(ProfileType.READER, store, patches, trail, json);
    }

    @Override
    ReaderExtension show(UserProfile profile) {
        return ReaderExtension.of(profile);
    }

    @Override
    ReaderExtensionRequest state(UserProfile profile) {
        return profile.asReader();
    }

    @Override
    void change(UserProfile profile, ReaderExtensionRequest request) {
        profile.change(request);
    }

    @Override
    void check(ReaderExtensionRequest request) {
        // Its form tells it all.
    }
}
