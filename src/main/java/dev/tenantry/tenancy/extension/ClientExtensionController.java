package dev.tenantry.tenancy.extension;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/profile/extensions/client")
class ClientExtensionController extends ExtensionController<ClientExtensionRequest, ClientExtension> {

    ClientExtensionController(ClientExtensionService extensions) {
        super(extensions);
    }
}
