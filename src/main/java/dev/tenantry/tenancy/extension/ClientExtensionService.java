package dev.tenantry.tenancy.extension;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.MergePatch;

@Service
@Transactional(readOnly = true)
class ClientExtensionService extends ExtensionService<ClientExtensionRequest, ClientExtension> {

    private final ExtensionStore store;

    ClientExtensionService(ExtensionStore store, MergePatch patches, AuditTrail trail, JsonMapper json) {
        super(ProfileType.CLIENT, store, patches, trail, json);
        this.store = store;
    }

    @Override
    ClientExtension show(UserProfile profile) {
        return ClientExtension.of(profile);
    }

    @Override
    ClientExtensionRequest state(UserProfile profile) {
        return profile.asClient();
    }

    @Override
    void change(UserProfile profile, ClientExtensionRequest request) {
        profile.change(request);
    }

    @Override
    void check(ClientExtensionRequest request) {
        var readers = request.preferredReaders();
        if (readers == null) {
            return;
        }
        var members = store.members(readers);
        for (var index = 0; index < readers.size(); index++) {
            if (!members.contains(readers.get(index))) {
                throw ProblemException.invalid("preferredReaders[" + index + "]", "unknown-reference",
                        "there is no such member");
            }
        }
    }
}
