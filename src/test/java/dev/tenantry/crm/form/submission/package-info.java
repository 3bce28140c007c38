@NullMarked
package dev.tenantry.crm.form.submission;

import org.jspecify.annotations.NullMarked;
