package dev.tenantry.tenancy.extension;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.tenancy.role.BuiltInRole;

@Service
@Transactional(readOnly = true)
class AdminExtensionService extends ExtensionService<AdminExtensionRequest, AdminExtension> {

    AdminExtensionService(ExtensionStore store, MergePatch patches, AuditTrail trail, JsonMapper json) {
        super(ProfileType.ADMIN, store, patches, trail, json);
    }

    @Override
    AdminExtension show(UserProfile profile) {
        return AdminExtension.of(profile);
    }

    @Override
    AdminExtensionRequest state(UserProfile profile) {
        return profile.asAdmin();
    }

    @Override
    void change(UserProfile profile, AdminExtensionRequest request) {
        profile.change(request);
    }

    @Override
    void check(AdminExtensionRequest request) {
        var role = BuiltInRole.of(Caller.current().role());
        if (role != BuiltInRole.OWNER && role != BuiltInRole.ADMIN) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "this profile is for the owners and admins of the organization");
        }
    }
}
