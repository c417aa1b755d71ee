package dev.cairn.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ArchitectureTest {
    private static final String FIXTURE = "dev.cairn.architecture.fixture";

    /** Jars of the modules only: the tests' own classes are not the product. */
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/src/test/target/"))
            .importPackages("dev.cairn");

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    @ParameterizedTest
    @EnumSource(Rules.class)
    void productKeepsTheRule(Rules rule) {
        assertThat(PRODUCT.size()).as("product classes found").isGreaterThan(50);
        rule.below("dev.cairn").check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void fixtureBreaksTheRule(Rules rule) {
        assertThat(rule.below(FIXTURE).evaluate(BROKEN).hasViolation())
                .as("a fixture that breaks %s", rule)
                .isTrue();
    }
}
