@NullMarked
package dev.tenantry.crm.form.page;

import org.jspecify.annotations.NullMarked;
