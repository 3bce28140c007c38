package dev.tenantry.tenancy.extension;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/profile/extensions/admin")
class AdminExtensionController extends ExtensionController<AdminExtensionRequest, AdminExtension> {

    AdminExtensionController(AdminExtensionService extensions) {
        super(extensions);
    }
}
