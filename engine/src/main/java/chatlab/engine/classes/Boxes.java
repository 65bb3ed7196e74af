package chatlab.engine.classes;

import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Turns what is on top of the stack into an object and back.
final class Boxes {
    private Boxes() {}

    static void box(CodeBuilder to, ClassDesc type) {
        if (!type.isPrimitive()) return;
        var box = boxOf(type);
        to.invokestatic(box, "valueOf", MethodTypeDesc.of(box, type));
    }

    static void unbox(CodeBuilder to, ClassDesc type) {
        if (!type.isPrimitive()) {
            if (!type.equals(CD_Object)) to.checkcast(type);
            return;
        }
        var box = boxOf(type);
        to.checkcast(box);
        to.invokevirtual(box, type.displayName() + "Value", MethodTypeDesc.of(type));
    }

    private static ClassDesc boxOf(ClassDesc type) {
        return switch (type.descriptorString().charAt(0)) {
            case 'Z' -> CD_Boolean;
            case 'B' -> CD_Byte;
            case 'C' -> CD_Character;
            case 'S' -> CD_Short;
            case 'I' -> CD_Integer;
            case 'J' -> CD_Long;
            case 'F' -> CD_Float;
            default -> CD_Double;
        };
    }
}
