package dev.tenantry.crm.form;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/forms")
@Resource("forms")
class FormController extends RecordController<FormRequest, FormResponse> {

    FormController(FormService forms, Batches batches) {
        super(forms, batches);
    }

    @Override
    protected Long id(FormResponse form) {
        return form.id();
    }
}
