package dev.tenantry.tenancy.extension;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/profile/extensions/reader")
class ReaderExtensionController extends ExtensionController<ReaderExtensionRequest, ReaderExtension> {

    ReaderExtensionController(ReaderExtensionService extensions) {
        super(extensions);
    }
}
