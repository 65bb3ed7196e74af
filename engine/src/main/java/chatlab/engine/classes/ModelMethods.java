package chatlab.engine.classes;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/// Tells calls of methods that the model of a JDK class lacks: they cannot be controlled.
final class ModelMethods {
    private ModelMethods() {}

    /// Returns why a call cannot be controlled, if it cannot.
    ///
    /// @param owner the internal name after [Renaming]
    static Optional<String> whyMissing(String owner, String method, String descriptor) {
        if (!owner.startsWith(Renaming.MODELS)) return Optional.empty();
        var name = owner.substring(Renaming.MODELS.length()).replace('$', '.');
        try {
            var model =
                    Class.forName(
                            owner.replace('/', '.'), false, ModelMethods.class.getClassLoader());
            return has(model, method, descriptor)
                    ? Optional.empty()
                    : Optional.of("%s.%s is not modeled".formatted(name, method));
        } catch (ClassNotFoundException e) {
            return Optional.of(name + " is not modeled");
        }
    }

    private static boolean has(Class<?> model, String method, String descriptor) {
        if (method.equals("<init>")) {
            return Arrays.stream(model.getDeclaredConstructors())
                    .anyMatch(one -> descriptor(one).equals(descriptor));
        }
        for (Class<?> type = model; type != null; type = type.getSuperclass()) {
            if (Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(one -> is(one, method, descriptor))) return true;
        }
        return Arrays.stream(model.getMethods()).anyMatch(one -> is(one, method, descriptor));
    }

    private static boolean is(Method one, @Nullable String name, String descriptor) {
        return one.getName().equals(name)
                && MethodType.methodType(one.getReturnType(), one.getParameterTypes())
                        .descriptorString()
                        .equals(descriptor);
    }

    private static String descriptor(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString();
    }
}
