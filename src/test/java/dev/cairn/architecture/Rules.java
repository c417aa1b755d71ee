package dev.cairn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of {@code resources/docs/architecture.md}. Each is made for a root package, so that the same rule runs on
 * the product ({@code dev.cairn}) and on the fixture that breaks it.
 */
enum Rules {
    IMAGE_TOOLS_KNOW_NOBODY {
        @Override
        ArchRule below(String root) {
            return apart(root + ".image..", root + ".protocol..", root + ".agent..", root + ".app..");
        }
    },
    PROTOCOL_KNOWS_NOBODY {
        @Override
        ArchRule below(String root) {
            return apart(root + ".protocol..", root + ".image..", root + ".agent..", root + ".app..");
        }
    },
    AGENT_KNOWS_NO_APP {
        @Override
        ArchRule below(String root) {
            return apart(root + ".agent..", root + ".app..");
        }
    },
    APP_KNOWS_NO_AGENT {
        @Override
        ArchRule below(String root) {
            return apart(root + ".app..", root + ".agent..");
        }
    },
    DOMAIN_KNOWS_NO_OTHER_PART_OF_THE_APP {
        @Override
        ArchRule below(String root) {
            return apart(
                    root + ".app.domain..",
                    root + ".app.usecase..",
                    root + ".app.adapter..",
                    root + ".app.ui..",
                    root + ".app.cli..",
                    root + ".app.wiring..",
                    root + ".app.demo..",
                    root + ".app.played..");
        }
    },
    USE_CASES_KNOW_ONLY_THE_DOMAIN {
        @Override
        ArchRule below(String root) {
            return apart(
                    root + ".app.usecase..",
                    root + ".app.adapter..",
                    root + ".app.ui..",
                    root + ".app.cli..",
                    root + ".app.wiring..",
                    root + ".app.demo..",
                    root + ".app.played..");
        }
    },
    ADAPTERS_KNOW_ONLY_THE_DOMAIN {
        @Override
        ArchRule below(String root) {
            return apart(
                    root + ".app.adapter..",
                    root + ".app.usecase..",
                    root + ".app.ui..",
                    root + ".app.cli..",
                    root + ".app.wiring..",
                    root + ".app.demo..",
                    root + ".app.played..");
        }
    },
    SCREENS_AND_COMMANDS_KNOW_NO_ADAPTER {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(root + ".app.ui..", root + ".app.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".app.adapter..");
        }
    },
    ONLY_WIRING_CONSTRUCTS_ADAPTERS {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that(not(resideInAnyPackage(root + ".app.wiring..", root + ".app.adapter..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".app.adapter..");
        }
    },
    ONLY_THE_UI_IMPORTS_JAVAFX {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".app.ui.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..");
        }
    },
    VIEW_MODELS_KNOW_NO_SCENE {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..");
        }
    },
    PLAYED_THINGS_STAY_IN_THE_DEMO {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that(not(resideInAnyPackage(
                            root + ".app.demo..",
                            root + ".app.played..",
                            root + ".agent.played..",
                            root + ".app.wiring..",
                            root + ".agent.wiring..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(root + ".app.played..", root + ".agent.played..");
        }
    },
    PACKAGES_ARE_NAMED_BY_TOPIC {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .should()
                    .resideInAnyPackage(
                            Stream.of("util", "utils", "common", "helper", "helpers", "manager", "impl", "misc")
                                    .map(name -> root + ".." + name + "..")
                                    .toArray(String[]::new));
        }
    },
    NO_STATIC_STATE {
        @Override
        ArchRule below(String root) {
            return fields().that()
                    .areStatic()
                    .and()
                    .doNotHaveName("$assertionsDisabled")
                    .should()
                    .beFinal();
        }
    },
    EVERY_PACKAGE_SAYS_ITS_PURPOSE_AND_IS_NULL_MARKED {
        @Override
        ArchRule below(String root) {
            return classes().should(new ArchCondition<>("live in a package with a @NullMarked package-info") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage()
                            .tryGetAnnotationOfType(NullMarked.class)
                            .isPresent();
                    events.add(new SimpleConditionEvent(
                            type, marked, type.getName() + " has no @NullMarked package-info"));
                }
            });
        }
    },
    NOBODY_PRINTS_BUT_PROGRAMS {
        @Override
        ArchRule below(String root) {
            return noClasses()
                    .that(not(resideInAnyPackage(
                            root + ".app",
                            root + ".app.cli..",
                            root + ".app.demo..",
                            root + ".agent.played..",
                            // The agent's log goes where systemd listens.
                            root + ".agent.log")))
                    .should()
                    .accessField(System.class, "out");
        }
    };

    /** The rule for the classes below {@code root}; it may not be empty there. */
    abstract ArchRule below(String root);

    private static ArchRule apart(String from, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("the arrows between " + from + " and " + Arrays.toString(others) + " are fixed");
    }
}
